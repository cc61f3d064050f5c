import { Injectable } from '@nestjs/common';
import { type Connector, method } from '../../contract/connector.js';
import type { Evidence } from '../../contract/evidence.js';
import { secret, text } from '../../contract/fields.js';
import { ALL_RENEWAL_RATES } from '../../contract/renewal-facts.js';

/** Posts and users. */
@Injectable()
export class XConnector implements Connector {
  readonly key = 'x';
  readonly title = 'X';
  readonly docs = 'https://docs.x.com/resources/fundamentals/authentication/oauth-2-0/authorization-code';
  readonly category = 'social';
  readonly hosts = ['api.x.com'];
  readonly evidence: Evidence = {
    verified: ['addresses', 'client', 'offline-access', 'pkce', 'lifetimes'],
    community: true,
    sources: [
      'https://docs.x.com/resources/fundamentals/authentication/oauth-2-0/authorization-code',
      'https://github.com/nextauthjs/next-auth/tree/main/packages/core/src/providers',
      'https://github.com/python-social-auth/social-core/tree/master/social_core/backends',
      'https://docs.x.com/resources/fundamentals/authentication/oauth-2-0/user-access-token',
    ],
  };
  readonly quirks = ['PKCE is required.', 'Without the scope offline.access there is no refresh token.'];

  readonly methods = [
    method({
      key: 'oauth2',
      title: 'OAuth 2.0',
      fields: {
        clientId: text('Client ID', 'X developer portal, the app, Keys and tokens'),
        clientSecret: secret('Client Secret', 'X developer portal, the app, Keys and tokens'),
      },
      setup: [
        'In the X developer portal, make a project and an app, and set up User authentication with type Web App.',
        'Paste the Callback URI of this form into Callback URI / Redirect URL.',
        'Copy Client ID and Client Secret into this form.',
      ],
      scheme: {
        kind: 'authorization-code',
        client: ({ clientId, clientSecret }) => ({ id: clientId, secret: clientSecret, sentIn: 'basic-header' }),
        authorizeUrl: () => 'https://x.com/i/oauth2/authorize',
        tokenUrl: () => 'https://api.x.com/2/oauth2/token',
        scopes: ['tweet.read', 'tweet.write', 'users.read', 'offline.access'],
        pkce: 'S256',
        redirectUriLabel: 'Callback URI',
      },
      renewal: {
        rates: ALL_RENEWAL_RATES,
        defaultRate: 'disabled',
        accessLifetime: { seconds: 7_200 },
        rotatesRefreshToken: 'optional',
      },
      baseUrl: () => 'https://api.x.com/2',
      probe: () => ({
        kind: 'request',
        method: 'GET',
        url: 'https://api.x.com/2/users/me',
        identity: ['data.username'],
      }),
    }),
  ];
}
