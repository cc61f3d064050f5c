import { Injectable } from '@nestjs/common';
import { type Connector, method } from '../../contract/connector.js';
import type { Evidence } from '../../contract/evidence.js';
import { secret } from '../../contract/fields.js';

/** Models, data sets and inference. */
@Injectable()
export class HuggingFaceConnector implements Connector {
  readonly key = 'hugging-face';
  readonly title = 'Hugging Face';
  readonly docs = 'https://huggingface.co/docs/hub/security-tokens';
  readonly category = 'ai';
  readonly hosts = ['huggingface.co', 'router.huggingface.co'];
  readonly evidence: Evidence = {
    verified: [],
    community: true,
    sources: [
      'https://huggingface.co/docs/hub/security-tokens',
      'https://github.com/nextauthjs/next-auth/tree/main/packages/core/src/providers',
    ],
  };

  readonly methods = [
    method({
      key: 'api-key',
      title: 'API key',
      fields: {
        apiKey: secret('Access token', 'Settings > Access Tokens'),
      },
      setup: [
        'At Hugging Face, open Settings > Access Tokens and select Create new token.',
        'Copy the token, which is shown once, into this form.',
      ],
      scheme: {
        kind: 'static-secret',
        present: ({ apiKey }) => [{ in: 'bearer', token: apiKey }],
      },
      baseUrl: () => 'https://huggingface.co/api',
      probe: () => ({
        kind: 'request',
        method: 'GET',
        url: 'https://huggingface.co/api/whoami-v2',
        identity: ['name', 'email'],
      }),
    }),
  ];
}
