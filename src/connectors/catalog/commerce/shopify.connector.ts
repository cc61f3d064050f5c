import { Injectable } from '@nestjs/common';
import { type Connector, method } from '../../contract/connector.js';
import type { Evidence } from '../../contract/evidence.js';
import { hostLabel, secret, text } from '../../contract/fields.js';
import { ALL_RENEWAL_RATES } from '../../contract/renewal-facts.js';

/** Products, orders and customers of a shop. */
@Injectable()
export class ShopifyConnector implements Connector {
  readonly key = 'shopify';
  readonly title = 'Shopify';
  readonly docs =
    'https://shopify.dev/docs/apps/build/authentication-authorization/access-tokens/offline-access-tokens';
  readonly category = 'commerce';
  readonly hosts = [];
  readonly evidence: Evidence = {
    verified: ['offline-access', 'lifetimes', 'rotation'],
    community: true,
    sources: [
      'https://shopify.dev/docs/apps/build/authentication-authorization/access-tokens/offline-access-tokens',
      'https://shopify.dev/changelog/offline-access-tokens-now-support-expiry-and-refresh',
      'https://github.com/simov/grant/blob/master/config/oauth.json',
    ],
  };
  readonly quirks = [
    'From 1 January 2027 every public app must use tokens that expire.',
    'A new expiring token ends those before it: one per app and shop.',
    'The token travels in the header X-Shopify-Access-Token.',
  ];

  readonly methods = [
    method({
      key: 'oauth2',
      title: 'OAuth 2.0',
      fields: {
        shop: hostLabel('Shop', 'The first part of the address of the shop, such as acme in acme.myshopify.com'),
        clientId: text('Client ID', 'Shopify Dev Dashboard, the app, Settings'),
        clientSecret: secret('Secret', 'Shopify Dev Dashboard, the app, Settings'),
      },
      setup: [
        'In the Shopify Dev Dashboard, create an app.',
        'Paste the Redirect URL of this form into Redirect URLs.',
        'Choose the scopes of the app, and release a version.',
        'Copy Client ID and Secret into this form.',
      ],
      scheme: {
        kind: 'authorization-code',
        client: ({ clientId, clientSecret }) => ({ id: clientId, secret: clientSecret, sentIn: 'body' }),
        authorizeUrl: ({ shop }) => `https://${shop}.myshopify.com/admin/oauth/authorize`,
        tokenUrl: ({ shop }) => `https://${shop}.myshopify.com/admin/oauth/access_token`,
        // Else the token does not expire, and there is no refresh token.
        tokenParams: () => ({ expiring: '1' }),
        scopes: ['read_products', 'write_products', 'read_orders', 'read_customers'],
        scopeSeparator: ',',
        pkce: 'none',
        redirectUriLabel: 'Redirect URL',
        presented: { header: 'x-shopify-access-token' },
      },
      renewal: {
        rates: ALL_RENEWAL_RATES,
        defaultRate: 'disabled',
        accessLifetime: { seconds: 3_600 },
        rotatesRefreshToken: 'always',
        refreshLifetime: { seconds: 7_776_000, from: 'renewal' },
      },
      hosts: ({ shop }) => [`${shop.toLowerCase()}.myshopify.com`],
      baseUrl: ({ shop }) => `https://${shop}.myshopify.com/admin/api/2026-01`,
      probe: ({ shop }) => ({
        kind: 'request',
        method: 'GET',
        url: `https://${shop}.myshopify.com/admin/api/2026-01/shop.json`,
        identity: ['shop.name', 'shop.email'],
      }),
    }),
  ];
}
