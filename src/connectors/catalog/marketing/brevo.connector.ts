import { Injectable } from '@nestjs/common';
import { type Connector, method } from '../../contract/connector.js';
import type { Evidence } from '../../contract/evidence.js';
import { secret } from '../../contract/fields.js';

/** Contacts, campaigns and mail. */
@Injectable()
export class BrevoConnector implements Connector {
  readonly key = 'brevo';
  readonly title = 'Brevo';
  readonly docs = 'https://developers.brevo.com/docs/getting-started';
  readonly category = 'marketing';
  readonly hosts = ['api.brevo.com'];
  readonly evidence: Evidence = {
    verified: [],
    community: true,
    sources: ['https://developers.brevo.com/docs/getting-started'],
  };

  readonly methods = [
    method({
      key: 'api-key',
      title: 'API key',
      fields: {
        apiKey: secret('API key', 'Brevo > SMTP & API > API Keys'),
      },
      setup: [
        'In Brevo, open SMTP & API > API Keys and select Generate a new API key.',
        'Copy the key into this form.',
      ],
      scheme: {
        kind: 'static-secret',
        present: ({ apiKey }) => [{ in: 'header', name: 'api-key', value: apiKey }],
      },
      baseUrl: () => 'https://api.brevo.com/v3',
      probe: () => ({ kind: 'request', method: 'GET', url: 'https://api.brevo.com/v3/account', identity: ['email'] }),
    }),
  ];
}
