import { Injectable } from '@nestjs/common';
import { type Connector, method } from '../../contract/connector.js';
import type { Evidence } from '../../contract/evidence.js';
import { secret } from '../../contract/fields.js';

/** Mail to be sent, templates and contacts. */
@Injectable()
export class SendGridConnector implements Connector {
  readonly key = 'sendgrid';
  readonly title = 'SendGrid';
  readonly docs = 'https://www.twilio.com/docs/sendgrid/for-developers/sending-email/authentication';
  readonly category = 'marketing';
  readonly hosts = ['api.sendgrid.com', 'api.eu.sendgrid.com'];
  readonly evidence: Evidence = {
    verified: ['addresses', 'client'],
    community: true,
    sources: [
      'https://www.twilio.com/docs/sendgrid/for-developers/sending-email/authentication',
      'https://github.com/nextauthjs/next-auth/tree/main/packages/core/src/providers',
      'https://docs.sendgrid.com/api-reference/api-keys',
    ],
  };
  readonly quirks = ['Accounts of the European Union answer at api.eu.sendgrid.com.'];

  readonly methods = [
    method({
      key: 'api-key',
      title: 'API key',
      fields: {
        apiKey: secret('API key', 'SendGrid > Settings > API Keys'),
      },
      setup: [
        'In SendGrid, open Settings > API Keys and select Create API Key.',
        'Choose what the key may do, and copy it, which is shown once, into this form.',
      ],
      scheme: {
        kind: 'static-secret',
        present: ({ apiKey }) => [{ in: 'bearer', token: apiKey }],
      },
      baseUrl: () => 'https://api.sendgrid.com/v3',
      probe: () => ({ kind: 'request', method: 'GET', url: 'https://api.sendgrid.com/v3/scopes' }),
    }),
  ];
}
