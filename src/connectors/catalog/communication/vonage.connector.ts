import { Injectable } from '@nestjs/common';
import { type Connector, method } from '../../contract/connector.js';
import type { Evidence } from '../../contract/evidence.js';
import { secret, text } from '../../contract/fields.js';

/** Text messages and verification. */
@Injectable()
export class VonageConnector implements Connector {
  readonly key = 'vonage';
  readonly title = 'Vonage';
  readonly docs = 'https://developer.vonage.com/en/getting-started/concepts/authentication';
  readonly category = 'communication';
  readonly hosts = ['rest.nexmo.com', 'api.nexmo.com'];
  readonly evidence: Evidence = {
    verified: [],
    community: true,
    sources: ['https://developer.vonage.com/en/getting-started/concepts/authentication'],
  };

  readonly methods = [
    method({
      key: 'api-key',
      title: 'API key',
      fields: {
        apiKey: text('API key', 'Vonage API Dashboard, Home'),
        apiSecret: secret('API secret', 'Vonage API Dashboard > API settings'),
      },
      setup: ['In the Vonage API Dashboard, copy the API key, and make an API secret under API settings.'],
      scheme: {
        kind: 'static-secret',
        present: ({ apiKey, apiSecret }) => [{ in: 'basic', user: apiKey, password: apiSecret }],
      },
      baseUrl: () => 'https://api.nexmo.com',
      probe: ({ apiKey }) => ({
        kind: 'request',
        method: 'GET',
        url: `https://api.nexmo.com/accounts/${encodeURIComponent(apiKey)}/secrets`,
        account: apiKey,
      }),
    }),
  ];
}
