import { Injectable } from '@nestjs/common';
import { type Connector, method } from '../../contract/connector.js';
import type { Evidence } from '../../contract/evidence.js';
import { secret } from '../../contract/fields.js';

/** Payments, customers and invoices. */
@Injectable()
export class StripeConnector implements Connector {
  readonly key = 'stripe';
  readonly title = 'Stripe';
  readonly docs = 'https://docs.stripe.com/keys';
  readonly category = 'finance';
  readonly hosts = ['api.stripe.com'];
  readonly evidence: Evidence = {
    verified: ['addresses', 'client', 'screens'],
    community: true,
    sources: [
      'https://docs.stripe.com/keys',
      'https://github.com/python-social-auth/social-core/tree/master/social_core/backends',
      'https://docs.stripe.com/api/authentication',
      'https://docs.stripe.com/keys?locale=en-US',
    ],
  };
  readonly quirks = [
    'Keys of the test mode begin with another prefix and see test data only.',
    'Calls that change something can be repeated safely with the header Idempotency-Key.',
  ];

  readonly methods = [
    method({
      key: 'api-key',
      title: 'API key',
      fields: {
        apiKey: secret('Restricted or secret key', 'Stripe Dashboard > Developers > API keys'),
      },
      setup: [
        'In the Stripe Dashboard, open Developers > API keys and select Create restricted key.',
        'Choose what the key may read and write, and copy it, which is shown once, into this form.',
      ],
      scheme: {
        kind: 'static-secret',
        present: ({ apiKey }) => [{ in: 'bearer', token: apiKey }],
      },
      baseUrl: () => 'https://api.stripe.com/v1',
      probe: () => ({
        kind: 'request',
        method: 'GET',
        url: 'https://api.stripe.com/v1/account',
        identity: ['email', 'business_profile.name', 'id'],
      }),
    }),
  ];
}
