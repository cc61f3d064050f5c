import { Injectable } from '@nestjs/common';
import { type Connector, method } from '../../contract/connector.js';
import type { Evidence } from '../../contract/evidence.js';
import { secret } from '../../contract/fields.js';

/** Zones, records and workers. */
@Injectable()
export class CloudflareConnector implements Connector {
  readonly key = 'cloudflare';
  readonly title = 'Cloudflare';
  readonly docs = 'https://developers.cloudflare.com/fundamentals/api/get-started/create-token/';
  readonly category = 'developer';
  readonly hosts = ['api.cloudflare.com'];
  readonly evidence: Evidence = {
    verified: [],
    community: true,
    sources: ['https://developers.cloudflare.com/fundamentals/api/get-started/create-token/'],
  };

  readonly methods = [
    method({
      key: 'api-key',
      title: 'API key',
      fields: {
        apiKey: secret('API token', 'My Profile > API Tokens'),
      },
      setup: [
        'In Cloudflare, open My Profile > API Tokens and select Create Token.',
        'Copy the token, which is shown once, into this form.',
      ],
      scheme: {
        kind: 'static-secret',
        present: ({ apiKey }) => [{ in: 'bearer', token: apiKey }],
      },
      baseUrl: () => 'https://api.cloudflare.com/client/v4',
      probe: () => ({
        kind: 'request',
        method: 'GET',
        url: 'https://api.cloudflare.com/client/v4/user/tokens/verify',
        identity: ['result.id'],
      }),
    }),
  ];
}
