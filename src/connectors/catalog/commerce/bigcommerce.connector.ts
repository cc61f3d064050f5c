import { Injectable } from '@nestjs/common';
import { type Connector, method } from '../../contract/connector.js';
import type { Evidence } from '../../contract/evidence.js';
import { secret, text } from '../../contract/fields.js';

/** Products, orders and customers of a store. */
@Injectable()
export class BigCommerceConnector implements Connector {
  readonly key = 'bigcommerce';
  readonly title = 'BigCommerce';
  readonly docs = 'https://developer.bigcommerce.com/docs/start/authentication/api-accounts';
  readonly category = 'commerce';
  readonly hosts = ['api.bigcommerce.com'];
  readonly evidence: Evidence = {
    verified: [],
    community: true,
    sources: ['https://developer.bigcommerce.com/docs/start/authentication/api-accounts'],
  };

  readonly methods = [
    method({
      key: 'api-key',
      title: 'API key',
      fields: {
        storeHash: text('Store hash', 'The part between stores/ and /v3 of the API path that is shown with the token', {
          pattern: { source: '[a-z0-9]+', hint: 'has small letters and digits only' },
        }),
        apiKey: secret('Access token', 'Shown once when the API account is made'),
      },
      setup: [
        'In BigCommerce, open Settings > Store-level API accounts and create a V2/V3 API token.',
        'Copy access token and store hash into this form.',
      ],
      scheme: {
        kind: 'static-secret',
        present: ({ apiKey }) => [{ in: 'header', name: 'x-auth-token', value: apiKey }],
      },
      baseUrl: ({ storeHash }) => `https://api.bigcommerce.com/stores/${storeHash}/v3`,
      probe: ({ storeHash }) => ({
        kind: 'request',
        method: 'GET',
        url: `https://api.bigcommerce.com/stores/${storeHash}/v2/store`,
        headers: { accept: 'application/json' },
        identity: ['name'],
      }),
    }),
  ];
}
