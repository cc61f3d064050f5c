import { Injectable } from '@nestjs/common';
import { type Connector, method } from '../../contract/connector.js';
import type { Evidence } from '../../contract/evidence.js';
import { choice, secret } from '../../contract/fields.js';

/** Mail to be sent and received. */
@Injectable()
export class MailgunConnector implements Connector {
  readonly key = 'mailgun';
  readonly title = 'Mailgun';
  readonly docs = 'https://documentation.mailgun.com/docs/mailgun/api-reference/mg-auth';
  readonly category = 'marketing';
  readonly hosts = ['api.mailgun.net', 'api.eu.mailgun.net'];
  readonly evidence: Evidence = {
    verified: [],
    community: true,
    sources: [
      'https://documentation.mailgun.com/docs/mailgun/api-reference/mg-auth',
      'https://github.com/nextauthjs/next-auth/tree/main/packages/core/src/providers',
    ],
  };
  readonly quirks = ['The user name of HTTP Basic is always api.'];

  readonly methods = [
    method({
      key: 'api-key',
      title: 'API key',
      fields: {
        region: choice('Region', 'Where the domain was made', { us: 'United States', eu: 'European Union' }),
        apiKey: secret('API key', 'Mailgun > API Security'),
      },
      setup: ['In Mailgun, open API Security and select Add new key; copy it into this form.'],
      scheme: {
        kind: 'static-secret',
        present: ({ apiKey }) => [{ in: 'basic', user: 'api', password: apiKey }],
      },
      baseUrl: ({ region }) => (region === 'eu' ? 'https://api.eu.mailgun.net/v3' : 'https://api.mailgun.net/v3'),
      probe: ({ region }) => ({
        kind: 'request',
        method: 'GET',
        url: `https://${region === 'eu' ? 'api.eu.mailgun.net' : 'api.mailgun.net'}/v3/domains`,
        identity: ['items.0.name'],
      }),
    }),
  ];
}
