import { Injectable } from '@nestjs/common';
import { type Connector, method } from '../../contract/connector.js';
import type { Evidence } from '../../contract/evidence.js';
import { secret } from '../../contract/fields.js';

/** Mail to be sent. */
@Injectable()
export class ResendConnector implements Connector {
  readonly key = 'resend';
  readonly title = 'Resend';
  readonly docs = 'https://resend.com/docs/api-reference/introduction';
  readonly category = 'marketing';
  readonly hosts = ['api.resend.com'];
  readonly evidence: Evidence = {
    verified: [],
    community: true,
    sources: [
      'https://resend.com/docs/api-reference/introduction',
      'https://github.com/nextauthjs/next-auth/tree/main/packages/core/src/providers',
    ],
  };
  readonly quirks = ['A key for sending only cannot list domains, so its connection cannot be tested.'];

  readonly methods = [
    method({
      key: 'api-key',
      title: 'API key',
      fields: {
        apiKey: secret('API key', 'Resend > API Keys'),
      },
      setup: [
        'In Resend, open API Keys and select Create API Key with Full access.',
        'Copy the key, which is shown once, into this form.',
      ],
      scheme: {
        kind: 'static-secret',
        present: ({ apiKey }) => [{ in: 'bearer', token: apiKey }],
      },
      baseUrl: () => 'https://api.resend.com',
      probe: () => ({ kind: 'request', method: 'GET', url: 'https://api.resend.com/domains' }),
    }),
  ];
}
