import { Injectable } from '@nestjs/common';
import { type Connector, method } from '../../contract/connector.js';
import type { Evidence } from '../../contract/evidence.js';
import { secret, text } from '../../contract/fields.js';
import { ALL_RENEWAL_RATES } from '../../contract/renewal-facts.js';

/** Companies, employees and payroll. */
@Injectable()
export class GustoConnector implements Connector {
  readonly key = 'gusto';
  readonly title = 'Gusto';
  readonly docs = 'https://docs.gusto.com/app-integrations/docs/oauth2';
  readonly category = 'people';
  readonly hosts = ['api.gusto.com'];
  readonly evidence: Evidence = {
    verified: [],
    community: true,
    sources: ['https://docs.gusto.com/app-integrations/docs/oauth2'],
  };
  readonly quirks = ['A refresh token is spent by its use.'];

  readonly methods = [
    method({
      key: 'oauth2',
      title: 'OAuth 2.0',
      fields: {
        clientId: text('Client ID', 'Gusto developer portal, the application'),
        clientSecret: secret('Client Secret', 'Gusto developer portal, the application'),
      },
      setup: [
        'In the Gusto developer portal, create an application.',
        'Paste the Redirect URI of this form into Redirect URI.',
        'Copy Client ID and Client Secret into this form.',
      ],
      scheme: {
        kind: 'authorization-code',
        client: ({ clientId, clientSecret }) => ({ id: clientId, secret: clientSecret, sentIn: 'body' }),
        authorizeUrl: () => 'https://api.gusto.com/oauth/authorize',
        tokenUrl: () => 'https://api.gusto.com/oauth/token',
        scopes: [],
        pkce: 'none',
        redirectUriLabel: 'Redirect URI',
      },
      renewal: {
        rates: ALL_RENEWAL_RATES,
        defaultRate: 'disabled',
        rotatesRefreshToken: 'optional',
      },
      baseUrl: () => 'https://api.gusto.com/v1',
      probe: () => ({
        kind: 'request',
        method: 'GET',
        url: 'https://api.gusto.com/v1/token_info',
        identity: ['resource.type'],
      }),
    }),
  ];
}
