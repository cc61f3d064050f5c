import { Injectable } from '@nestjs/common';
import { type Connector, method } from '../../contract/connector.js';
import type { Evidence } from '../../contract/evidence.js';
import { secret, text } from '../../contract/fields.js';
import { ALL_RENEWAL_RATES } from '../../contract/renewal-facts.js';

/** Payments, orders and settlements. */
@Injectable()
export class MollieConnector implements Connector {
  readonly key = 'mollie';
  readonly title = 'Mollie';
  readonly docs = 'https://docs.mollie.com/docs/connect-overview';
  readonly category = 'finance';
  readonly hosts = ['api.mollie.com'];
  readonly evidence: Evidence = {
    verified: [],
    community: true,
    sources: ['https://docs.mollie.com/docs/connect-overview'],
  };

  readonly methods = [
    method({
      key: 'oauth2',
      title: 'OAuth 2.0',
      fields: {
        clientId: text('Client ID', 'Mollie Dashboard > Developers > Your apps, the app'),
        clientSecret: secret('Client Secret', 'Mollie Dashboard > Developers > Your apps, the app'),
      },
      setup: [
        'In the Mollie Dashboard, open Developers > Your apps and select Create app.',
        'Paste the Redirect URL of this form into Redirect URL.',
        'Copy Client ID and Client Secret into this form.',
      ],
      scheme: {
        kind: 'authorization-code',
        client: ({ clientId, clientSecret }) => ({ id: clientId, secret: clientSecret, sentIn: 'basic-header' }),
        authorizeUrl: () => 'https://my.mollie.com/oauth2/authorize',
        tokenUrl: () => 'https://api.mollie.com/oauth2/tokens',
        scopes: ['payments.read', 'payments.write', 'organizations.read'],
        pkce: 'none',
        redirectUriLabel: 'Redirect URL',
      },
      renewal: {
        rates: ALL_RENEWAL_RATES,
        defaultRate: 'disabled',
        rotatesRefreshToken: 'optional',
      },
      baseUrl: () => 'https://api.mollie.com/v2',
      probe: () => ({
        kind: 'request',
        method: 'GET',
        url: 'https://api.mollie.com/v2/organizations/me',
        identity: ['name'],
      }),
    }),
  ];
}
