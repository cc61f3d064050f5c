import { Injectable } from '@nestjs/common';
import { type Connector, method } from '../../contract/connector.js';
import type { Evidence } from '../../contract/evidence.js';
import { secret } from '../../contract/fields.js';

/** Mail to be sent. */
@Injectable()
export class PostmarkConnector implements Connector {
  readonly key = 'postmark';
  readonly title = 'Postmark';
  readonly docs = 'https://postmarkapp.com/developer/api/overview';
  readonly category = 'marketing';
  readonly hosts = ['api.postmarkapp.com'];
  readonly evidence: Evidence = {
    verified: [],
    community: true,
    sources: [
      'https://postmarkapp.com/developer/api/overview',
      'https://github.com/nextauthjs/next-auth/tree/main/packages/core/src/providers',
    ],
  };

  readonly methods = [
    method({
      key: 'api-key',
      title: 'API key',
      fields: {
        apiKey: secret('Server API token', 'Postmark > Servers, the server, API Tokens'),
      },
      setup: ['In Postmark, open the server > API Tokens and copy the token into this form.'],
      scheme: {
        kind: 'static-secret',
        present: ({ apiKey }) => [{ in: 'header', name: 'x-postmark-server-token', value: apiKey }],
      },
      baseUrl: () => 'https://api.postmarkapp.com',
      probe: () => ({
        kind: 'request',
        method: 'GET',
        url: 'https://api.postmarkapp.com/server',
        headers: { accept: 'application/json' },
        identity: ['Name'],
      }),
    }),
  ];
}
