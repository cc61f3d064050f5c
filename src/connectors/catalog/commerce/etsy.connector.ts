import { Injectable } from '@nestjs/common';
import { type Connector, method } from '../../contract/connector.js';
import type { Evidence } from '../../contract/evidence.js';
import { secret, text } from '../../contract/fields.js';
import { ALL_RENEWAL_RATES } from '../../contract/renewal-facts.js';

/** Listings, orders and shops. */
@Injectable()
export class EtsyConnector implements Connector {
  readonly key = 'etsy';
  readonly title = 'Etsy';
  readonly docs = 'https://developers.etsy.com/documentation/essentials/authentication';
  readonly category = 'commerce';
  readonly hosts = ['api.etsy.com', 'openapi.etsy.com'];
  readonly evidence: Evidence = {
    verified: [],
    community: true,
    sources: [
      'https://developers.etsy.com/documentation/essentials/authentication',
      'https://github.com/pilcrowonpaper/arctic',
    ],
  };
  readonly quirks = ['PKCE is required.', 'Every call names the keystring in the header x-api-key.'];

  readonly methods = [
    method({
      key: 'oauth2',
      title: 'OAuth 2.0',
      fields: {
        clientId: text('Keystring', 'etsy.com/developers > Your apps, the app'),
        clientSecret: secret('Shared secret', 'etsy.com/developers > Your apps, the app'),
      },
      setup: [
        'At etsy.com/developers, select Create a new app, and wait for its approval.',
        'Paste the Callback URL of this form into Callback URLs.',
        'Copy Keystring and Shared secret into this form.',
      ],
      scheme: {
        kind: 'authorization-code',
        client: ({ clientId, clientSecret }) => ({ id: clientId, secret: clientSecret, sentIn: 'body' }),
        authorizeUrl: () => 'https://www.etsy.com/oauth/connect',
        tokenUrl: () => 'https://api.etsy.com/v3/public/oauth/token',
        scopes: ['shops_r', 'listings_r', 'listings_w', 'transactions_r'],
        pkce: 'S256',
        redirectUriLabel: 'Callback URL',
      },
      renewal: {
        rates: ALL_RENEWAL_RATES,
        defaultRate: 'disabled',
        rotatesRefreshToken: 'optional',
      },
      baseUrl: () => 'https://openapi.etsy.com/v3/application',
      probe: ({ clientId }) => ({
        kind: 'request',
        method: 'GET',
        url: 'https://openapi.etsy.com/v3/application/users/me',
        headers: { 'x-api-key': clientId },
        identity: ['user_id'],
      }),
    }),
  ];
}
