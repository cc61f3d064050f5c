import { Injectable } from '@nestjs/common';
import { type Connector, method } from '../../contract/connector.js';
import type { Evidence } from '../../contract/evidence.js';
import { choice, secret, text } from '../../contract/fields.js';
import { ALL_RENEWAL_RATES } from '../../contract/renewal-facts.js';

/** Orders, payments and invoices. */
@Injectable()
export class PayPalConnector implements Connector {
  readonly key = 'paypal';
  readonly title = 'PayPal';
  readonly docs = 'https://developer.paypal.com/api/rest/authentication/';
  readonly category = 'finance';
  readonly hosts = ['api-m.paypal.com', 'api-m.sandbox.paypal.com'];
  readonly evidence: Evidence = {
    verified: ['addresses', 'client', 'lifetimes'],
    community: true,
    sources: [
      'https://developer.paypal.com/api/rest/authentication/',
      'https://developer.paypal.com/docs/api/reference/get-an-access-token/',
      'https://github.com/python-social-auth/social-core/tree/master/social_core/backends',
    ],
  };
  readonly quirks = [
    'PayPal gives the same token again until it is about to end, so what remains of its life can be short.',
  ];

  readonly methods = [
    method({
      key: 'client-credentials',
      title: 'OAuth 2.0, the app itself',
      fields: {
        environment: choice('Environment', 'Which credentials of the app are used', {
          live: 'Live',
          sandbox: 'Sandbox',
        }),
        clientId: text('Client ID', 'PayPal Developer Dashboard > Apps & Credentials, the app'),
        clientSecret: secret('Secret', 'PayPal Developer Dashboard > Apps & Credentials, the app'),
      },
      setup: [
        'In the PayPal Developer Dashboard, open Apps & Credentials, choose Live, and select Create App.',
        'Choose the features of the app.',
        'Copy Client ID and Secret into this form.',
      ],
      scheme: {
        kind: 'client-credentials',
        client: ({ clientId, clientSecret }) => ({ id: clientId, secret: clientSecret, sentIn: 'basic-header' }),
        tokenUrl: (values) => `https://${apiHost(values)}/v1/oauth2/token`,
        scopes: [],
      },
      renewal: {
        rates: ALL_RENEWAL_RATES,
        defaultRate: 'disabled',
        accessLifetime: { seconds: 32_400 },
        rotatesRefreshToken: 'never',
      },
      baseUrl: (values) => `https://${apiHost(values)}`,
      probe: ({ clientId }) => ({ kind: 'exchange', identity: clientId }),
    }),
  ];
}

function apiHost({ environment }: { readonly environment: string }): string {
  return environment === 'sandbox' ? 'api-m.sandbox.paypal.com' : 'api-m.paypal.com';
}
