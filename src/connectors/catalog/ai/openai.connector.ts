import { Injectable } from '@nestjs/common';
import { type Connector, method } from '../../contract/connector.js';
import type { Evidence } from '../../contract/evidence.js';
import { secret } from '../../contract/fields.js';

/** Models and their answers. */
@Injectable()
export class OpenAiConnector implements Connector {
  readonly key = 'openai';
  readonly title = 'OpenAI';
  readonly docs = 'https://platform.openai.com/docs/api-reference/authentication';
  readonly category = 'ai';
  readonly hosts = ['api.openai.com'];
  readonly evidence: Evidence = {
    verified: [],
    community: true,
    sources: ['https://platform.openai.com/docs/api-reference/authentication'],
  };

  readonly methods = [
    method({
      key: 'api-key',
      title: 'API key',
      fields: {
        apiKey: secret('API key', 'OpenAI platform > API keys'),
      },
      setup: [
        'On the OpenAI platform, open API keys and select Create new secret key.',
        'Copy the key, which is shown once, into this form.',
      ],
      scheme: {
        kind: 'static-secret',
        present: ({ apiKey }) => [{ in: 'bearer', token: apiKey }],
      },
      baseUrl: () => 'https://api.openai.com/v1',
      probe: () => ({ kind: 'request', method: 'GET', url: 'https://api.openai.com/v1/models' }),
    }),
  ];
}
