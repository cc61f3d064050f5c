import { Injectable } from '@nestjs/common';
import { type Connector, method } from '../../contract/connector.js';
import type { Evidence } from '../../contract/evidence.js';
import { secret, text } from '../../contract/fields.js';
import { OWN_SERVER_FIELDS, onOwnServer, ownHosts } from '../platforms/own-server.js';

/** Products, orders and customers of a WordPress shop. */
@Injectable()
export class WooCommerceConnector implements Connector {
  readonly key = 'woocommerce';
  readonly title = 'WooCommerce';
  readonly docs = 'https://woocommerce.github.io/woocommerce-rest-api-docs/#authentication';
  readonly category = 'commerce';
  // Its server is the company's own; see the method.
  readonly hosts = [];
  readonly evidence: Evidence = {
    verified: [],
    community: true,
    sources: ['https://woocommerce.github.io/woocommerce-rest-api-docs/#authentication'],
  };
  readonly quirks = ['The key is taken as HTTP Basic over TLS only.'];

  readonly methods = [
    method({
      key: 'api-key',
      title: 'API key',
      fields: {
        ...OWN_SERVER_FIELDS,
        consumerKey: text('Consumer key', 'WooCommerce > Settings > Advanced > REST API'),
        consumerSecret: secret('Consumer secret', 'Shown once when the key is made'),
      },
      setup: [
        'In WordPress, open WooCommerce > Settings > Advanced > REST API and select Add key.',
        'Choose Read/Write, and copy Consumer key and Consumer secret into this form.',
      ],
      scheme: {
        kind: 'static-secret',
        present: ({ consumerKey, consumerSecret }) => [{ in: 'basic', user: consumerKey, password: consumerSecret }],
      },
      hosts: ownHosts,
      baseUrl: (values) => onOwnServer(values, '/wp-json/wc/v3'),
      probe: (values) => ({
        kind: 'request',
        method: 'GET',
        url: onOwnServer(values, '/wp-json/wc/v3/orders?per_page=1'),
        account: values.address,
      }),
    }),
  ];
}
