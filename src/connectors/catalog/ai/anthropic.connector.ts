import { Injectable } from '@nestjs/common';
import { type Connector, method } from '../../contract/connector.js';
import type { Evidence } from '../../contract/evidence.js';
import { secret } from '../../contract/fields.js';

/** Claude models and their answers. */
@Injectable()
export class AnthropicConnector implements Connector {
  readonly key = 'anthropic';
  readonly title = 'Anthropic';
  readonly docs = 'https://docs.claude.com/en/api/overview';
  readonly category = 'ai';
  readonly hosts = ['api.anthropic.com'];
  readonly evidence: Evidence = {
    verified: [],
    community: true,
    sources: ['https://docs.claude.com/en/api/overview'],
  };
  readonly quirks = ['Every call names a version in the header anthropic-version.'];

  readonly methods = [
    method({
      key: 'api-key',
      title: 'API key',
      fields: {
        apiKey: secret('API key', 'Claude Console > API keys'),
      },
      setup: [
        'In the Claude Console, open API keys and select Create Key.',
        'Copy the key, which is shown once, into this form.',
      ],
      scheme: {
        kind: 'static-secret',
        present: ({ apiKey }) => [{ in: 'header', name: 'x-api-key', value: apiKey }],
      },
      baseUrl: () => 'https://api.anthropic.com/v1',
      probe: () => ({
        kind: 'request',
        method: 'GET',
        url: 'https://api.anthropic.com/v1/models?limit=1',
        headers: { 'anthropic-version': '2023-06-01' },
      }),
    }),
  ];
}
