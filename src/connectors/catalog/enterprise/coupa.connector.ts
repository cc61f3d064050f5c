import { Injectable } from '@nestjs/common';
import { type Connector, method } from '../../contract/connector.js';
import type { Evidence } from '../../contract/evidence.js';
import { hostLabel, secret, text } from '../../contract/fields.js';
import { ALL_RENEWAL_RATES } from '../../contract/renewal-facts.js';

/** Purchase orders, invoices and suppliers. */
@Injectable()
export class CoupaConnector implements Connector {
  readonly key = 'coupa';
  readonly title = 'Coupa';
  readonly docs =
    'https://compass.coupa.com/en-us/products/product-documentation/integration-technical-documentation/the-coupa-core-api/get-started-with-the-api/oauth-2.0-and-oidc';
  readonly category = 'enterprise';
  readonly hosts = [];
  readonly evidence: Evidence = {
    verified: [],
    community: true,
    sources: [
      'https://compass.coupa.com/en-us/products/product-documentation/integration-technical-documentation/the-coupa-core-api/get-started-with-the-api/oauth-2.0-and-oidc',
    ],
  };

  readonly methods = [
    method({
      key: 'client-credentials',
      title: 'OAuth 2.0, the app itself',
      fields: {
        instance: hostLabel(
          'Instance',
          'The first part of the address of your Coupa, such as acme in acme.coupahost.com',
        ),
        clientId: text('Identifier', 'Coupa Setup > Oauth2/OpenID Connect Clients, the client'),
        clientSecret: secret('Secret', 'Coupa Setup > Oauth2/OpenID Connect Clients, the client'),
      },
      setup: [
        'In Coupa, open Setup > Integrations > Oauth2/OpenID Connect Clients and select Create.',
        'Choose the grant type Client credentials and the scopes core.common.read and core.supplier.read.',
        'Copy Identifier and Secret into this form.',
      ],
      scheme: {
        kind: 'client-credentials',
        client: ({ clientId, clientSecret }) => ({ id: clientId, secret: clientSecret, sentIn: 'body' }),
        tokenUrl: ({ instance }) => `https://${instance}.coupahost.com/oauth2/token`,
        scopes: ['core.common.read', 'core.supplier.read'],
      },
      renewal: {
        rates: ALL_RENEWAL_RATES,
        defaultRate: 'disabled',
        rotatesRefreshToken: 'never',
      },
      hosts: ({ instance }) => [`${instance.toLowerCase()}.coupahost.com`],
      baseUrl: ({ instance }) => `https://${instance}.coupahost.com/api`,
      probe: ({ clientId }) => ({ kind: 'exchange', identity: clientId }),
    }),
  ];
}
