import { Injectable } from '@nestjs/common';
import { type Connector, method } from '../../contract/connector.js';
import type { Evidence } from '../../contract/evidence.js';
import { secret, text } from '../../contract/fields.js';
import { ALL_RENEWAL_RATES } from '../../contract/renewal-facts.js';

/** Employees, absences and attendances. */
@Injectable()
export class PersonioConnector implements Connector {
  readonly key = 'personio';
  readonly title = 'Personio';
  readonly docs = 'https://developer.personio.de/reference/introduction';
  readonly category = 'people';
  readonly hosts = ['api.personio.de'];
  readonly evidence: Evidence = {
    verified: [],
    community: true,
    sources: ['https://developer.personio.de/reference/introduction'],
  };

  readonly methods = [
    method({
      key: 'client-credentials',
      title: 'OAuth 2.0, the app itself',
      fields: {
        clientId: text('Client ID', 'Personio > Settings > API credentials'),
        clientSecret: secret('Secret', 'Personio > Settings > API credentials'),
      },
      setup: [
        'In Personio, open Settings > Integrations > API credentials and select Generate new credential.',
        'Choose what it may read, persons among it.',
        'Copy Client ID and Secret into this form.',
      ],
      scheme: {
        kind: 'client-credentials',
        client: ({ clientId, clientSecret }) => ({ id: clientId, secret: clientSecret, sentIn: 'body' }),
        tokenUrl: () => 'https://api.personio.de/v2/auth/token',
        scopes: [],
      },
      renewal: {
        rates: ALL_RENEWAL_RATES,
        defaultRate: 'disabled',
        rotatesRefreshToken: 'never',
      },
      baseUrl: () => 'https://api.personio.de/v2',
      probe: () => ({ kind: 'request', method: 'GET', url: 'https://api.personio.de/v2/persons?limit=1' }),
    }),
  ];
}
