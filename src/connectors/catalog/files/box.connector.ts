import { Injectable } from '@nestjs/common';
import { type Connector, method } from '../../contract/connector.js';
import type { Evidence } from '../../contract/evidence.js';
import { secret, text } from '../../contract/fields.js';
import { ALL_RENEWAL_RATES } from '../../contract/renewal-facts.js';

/** Files and folders in Box. */
@Injectable()
export class BoxConnector implements Connector {
  readonly key = 'box';
  readonly title = 'Box';
  readonly docs = 'https://developer.box.com/guides/authentication/oauth2/';
  readonly category = 'files';
  readonly hosts = ['api.box.com', 'upload.box.com', 'dl.boxcloud.com'];
  readonly evidence: Evidence = {
    verified: ['addresses', 'lifetimes', 'rotation', 'screens'],
    community: true,
    sources: [
      'https://developer.box.com/guides/authentication/oauth2/',
      'https://developer.box.com/guides/authentication/tokens/refresh',
      'https://github.com/nextauthjs/next-auth/tree/main/packages/core/src/providers',
    ],
  };
  readonly quirks = [
    'An authorization code is good for 30 seconds.',
    'Scopes are chosen in the Developer Console, not in the request.',
  ];

  readonly methods = [
    method({
      key: 'oauth2',
      title: 'OAuth 2.0',
      fields: {
        clientId: text('Client ID', 'Box Developer Console, the app, Configuration tab, OAuth 2.0 Credentials'),
        clientSecret: secret(
          'Client Secret',
          'Box Developer Console, the app, Configuration tab, OAuth 2.0 Credentials',
        ),
      },
      setup: [
        'In the Box Developer Console, select Create Platform App > Custom App, and choose User Authentication (OAuth 2.0).',
        'Paste the Redirect URI of this form into OAuth 2.0 Redirect URI on the Configuration tab.',
        'Under Application Scopes, tick what the app may read and write, and save.',
        'Copy Client ID and Client Secret into this form.',
      ],
      scheme: {
        kind: 'authorization-code',
        client: ({ clientId, clientSecret }) => ({ id: clientId, secret: clientSecret, sentIn: 'body' }),
        authorizeUrl: () => 'https://account.box.com/api/oauth2/authorize',
        tokenUrl: () => 'https://api.box.com/oauth2/token',
        scopes: [],
        pkce: 'none',
        redirectUriLabel: 'Redirect URI',
      },
      renewal: {
        rates: ALL_RENEWAL_RATES,
        defaultRate: 'disabled',
        accessLifetime: { seconds: 3_600 },
        rotatesRefreshToken: 'always',
        refreshIdle: { seconds: 5_184_000 },
      },
      baseUrl: () => 'https://api.box.com/2.0',
      probe: () => ({
        kind: 'request',
        method: 'GET',
        url: 'https://api.box.com/2.0/users/me',
        identity: ['login', 'name'],
      }),
    }),
  ];
}
