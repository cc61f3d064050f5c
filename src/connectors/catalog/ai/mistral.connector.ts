import { Injectable } from '@nestjs/common';
import { type Connector, method } from '../../contract/connector.js';
import type { Evidence } from '../../contract/evidence.js';
import { secret } from '../../contract/fields.js';

/** Models and their answers. */
@Injectable()
export class MistralConnector implements Connector {
  readonly key = 'mistral';
  readonly title = 'Mistral AI';
  readonly docs = 'https://docs.mistral.ai/api/';
  readonly category = 'ai';
  readonly hosts = ['api.mistral.ai'];
  readonly evidence: Evidence = {
    verified: [],
    community: true,
    sources: ['https://docs.mistral.ai/api/'],
  };

  readonly methods = [
    method({
      key: 'api-key',
      title: 'API key',
      fields: {
        apiKey: secret('API key', 'Mistral AI Studio > API keys'),
      },
      setup: [
        'In Mistral AI Studio, open API keys and select Create new key.',
        'Copy the key, which is shown once, into this form.',
      ],
      scheme: {
        kind: 'static-secret',
        present: ({ apiKey }) => [{ in: 'bearer', token: apiKey }],
      },
      baseUrl: () => 'https://api.mistral.ai/v1',
      probe: () => ({ kind: 'request', method: 'GET', url: 'https://api.mistral.ai/v1/models' }),
    }),
  ];
}
