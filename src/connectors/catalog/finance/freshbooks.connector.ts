import { Injectable } from '@nestjs/common';
import { type Connector, method } from '../../contract/connector.js';
import type { Evidence } from '../../contract/evidence.js';
import { secret, text } from '../../contract/fields.js';
import { ALL_RENEWAL_RATES } from '../../contract/renewal-facts.js';

/** Invoices, clients and time. */
@Injectable()
export class FreshBooksConnector implements Connector {
  readonly key = 'freshbooks';
  readonly title = 'FreshBooks';
  readonly docs = 'https://www.freshbooks.com/api/authentication';
  readonly category = 'finance';
  readonly hosts = ['api.freshbooks.com'];
  readonly evidence: Evidence = {
    verified: [],
    community: true,
    sources: [
      'https://www.freshbooks.com/api/authentication',
      'https://github.com/nextauthjs/next-auth/tree/main/packages/core/src/providers',
    ],
  };
  readonly quirks = ['A refresh token is spent by its use.'];

  readonly methods = [
    method({
      key: 'oauth2',
      title: 'OAuth 2.0',
      fields: {
        clientId: text('Client ID', 'FreshBooks > Settings > Developer Portal, the app'),
        clientSecret: secret('Client Secret', 'FreshBooks > Settings > Developer Portal, the app'),
      },
      setup: [
        'In FreshBooks, open Settings > Developer Portal > Create an app.',
        'Paste the Redirect URI of this form into Redirect URIs.',
        'Copy Client ID and Client Secret into this form.',
      ],
      scheme: {
        kind: 'authorization-code',
        client: ({ clientId, clientSecret }) => ({ id: clientId, secret: clientSecret, sentIn: 'body' }),
        authorizeUrl: () => 'https://auth.freshbooks.com/oauth/authorize',
        tokenUrl: () => 'https://api.freshbooks.com/auth/oauth/token',
        scopes: [],
        pkce: 'none',
        redirectUriLabel: 'Redirect URI',
      },
      renewal: {
        rates: ALL_RENEWAL_RATES,
        defaultRate: 'disabled',
        rotatesRefreshToken: 'optional',
      },
      baseUrl: () => 'https://api.freshbooks.com',
      probe: () => ({
        kind: 'request',
        method: 'GET',
        url: 'https://api.freshbooks.com/auth/api/v1/users/me',
        identity: ['response.email'],
      }),
    }),
  ];
}
