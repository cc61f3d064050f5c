import { Injectable } from '@nestjs/common';
import { type Connector, method } from '../../contract/connector.js';
import type { Evidence } from '../../contract/evidence.js';
import { secret, text } from '../../contract/fields.js';
import { ALL_RENEWAL_RATES } from '../../contract/renewal-facts.js';

/** Payments, orders and catalogues. */
@Injectable()
export class SquareConnector implements Connector {
  readonly key = 'square';
  readonly title = 'Square';
  readonly docs = 'https://developer.squareup.com/docs/oauth-api/overview';
  readonly category = 'finance';
  readonly hosts = ['connect.squareup.com'];
  readonly evidence: Evidence = {
    verified: ['addresses', 'client', 'lifetimes', 'rotation'],
    community: true,
    sources: [
      'https://developer.squareup.com/docs/oauth-api/overview',
      'https://developer.squareup.com/docs/oauth-api/refresh-revoke-limit-scope',
      'https://developer.squareup.com/reference/square/oauth-api/obtain-token',
    ],
  };
  readonly quirks = [
    'Square asks for a renewal every seven days or less.',
    'With PKCE instead of a secret, a refresh token is single-use and ends after 90 days.',
  ];

  readonly methods = [
    method({
      key: 'oauth2',
      title: 'OAuth 2.0',
      fields: {
        clientId: text('Application ID', 'Square Developer Console, the application, OAuth'),
        clientSecret: secret('Application secret', 'Square Developer Console, the application, OAuth'),
      },
      setup: [
        'In the Square Developer Console, make an application and choose Production.',
        'Paste the Redirect URL of this form into OAuth > Production Redirect URL.',
        'Copy Application ID and Application secret into this form.',
      ],
      scheme: {
        kind: 'authorization-code',
        client: ({ clientId, clientSecret }) => ({ id: clientId, secret: clientSecret, sentIn: 'body' }),
        authorizeUrl: () => 'https://connect.squareup.com/oauth2/authorize',
        tokenUrl: () => 'https://connect.squareup.com/oauth2/token',
        authorizeParams: { session: 'false' },
        encoding: 'json',
        scopes: [
          'MERCHANT_PROFILE_READ',
          'PAYMENTS_READ',
          'PAYMENTS_WRITE',
          'ORDERS_READ',
          'ORDERS_WRITE',
          'CUSTOMERS_READ',
          'CUSTOMERS_WRITE',
        ],
        pkce: 'none',
        redirectUriLabel: 'Production Redirect URL',
        answer: { expiresAt: 'expires_at', account: 'merchant_id' },
      },
      renewal: {
        rates: ALL_RENEWAL_RATES,
        defaultRate: 'disabled',
        accessLifetime: { seconds: 2_592_000 },
        rotatesRefreshToken: 'never',
      },
      baseUrl: () => 'https://connect.squareup.com/v2',
      probe: () => ({
        kind: 'request',
        method: 'GET',
        url: 'https://connect.squareup.com/v2/merchants/me',
        identity: ['merchant.business_name'],
      }),
    }),
  ];
}
