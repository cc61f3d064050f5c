import { Injectable } from '@nestjs/common';
import { type Connector, method } from '../../contract/connector.js';
import type { Evidence } from '../../contract/evidence.js';
import { secret, text } from '../../contract/fields.js';
import { ALL_RENEWAL_RATES } from '../../contract/renewal-facts.js';

/** Repositories, issues and pull requests. */
@Injectable()
export class GitHubConnector implements Connector {
  readonly key = 'github';
  readonly title = 'GitHub';
  readonly docs =
    'https://docs.github.com/en/apps/creating-github-apps/authenticating-with-a-github-app/refreshing-user-access-tokens';
  readonly category = 'developer';
  readonly hosts = ['github.com', 'api.github.com'];
  readonly evidence: Evidence = {
    verified: ['addresses', 'lifetimes', 'rotation', 'screens'],
    community: true,
    sources: [
      'https://docs.github.com/en/apps/creating-github-apps/authenticating-with-a-github-app/refreshing-user-access-tokens',
      'https://developer.github.com/changes/2020-04-30-expiring-user-to-server-access-tokens-for-github-apps',
      'https://github.com/simov/grant/blob/master/config/oauth.json',
    ],
  };
  readonly quirks = [
    'Refusals of the token address come with HTTP status 200.',
    'An OAuth App, unlike a GitHub App, gives tokens that do not expire, and no refresh token.',
  ];

  readonly methods = [
    method({
      key: 'oauth2',
      title: 'OAuth 2.0',
      fields: {
        clientId: text('Client ID', 'Settings > Developer settings > GitHub Apps, the app'),
        clientSecret: secret('Client secret', 'Settings > Developer settings > GitHub Apps, the app'),
      },
      setup: [
        'In GitHub, open Settings > Developer settings > GitHub Apps > New GitHub App.',
        'Paste the Callback URL of this form into Callback URL.',
        'Leave Expire user authorization tokens ticked, choose the permissions, and create the app.',
        'Copy Client ID and a generated client secret into this form, and install the app where it is to work.',
      ],
      scheme: {
        kind: 'authorization-code',
        client: ({ clientId, clientSecret }) => ({ id: clientId, secret: clientSecret, sentIn: 'body' }),
        authorizeUrl: () => 'https://github.com/login/oauth/authorize',
        tokenUrl: () => 'https://github.com/login/oauth/access_token',
        scopes: [],
        pkce: 'S256',
        redirectUriLabel: 'Callback URL',
        judgements: {
          bad_verification_code: 'reconnect',
          bad_refresh_token: 'reconnect',
          incorrect_client_credentials: 'configure',
          redirect_uri_mismatch: 'configure',
        },
      },
      renewal: {
        rates: ALL_RENEWAL_RATES,
        defaultRate: 'disabled',
        accessLifetime: { seconds: 28_800, isSetting: true },
        rotatesRefreshToken: 'always',
        refreshLifetime: { seconds: 15_811_200, from: 'renewal' },
      },
      baseUrl: () => 'https://api.github.com',
      probe: () => ({ kind: 'request', method: 'GET', url: 'https://api.github.com/user', identity: ['login'] }),
    }),
    method({
      key: 'personal-token',
      title: 'Personal access token',
      fields: {
        token: secret('Personal access token', 'Settings > Developer settings > Personal access tokens'),
      },
      setup: [
        'In GitHub, open Settings > Developer settings > Personal access tokens > Fine-grained tokens and generate one.',
        'Copy it into this form; it is shown once.',
      ],
      scheme: {
        kind: 'static-secret',
        present: ({ token }) => [{ in: 'bearer', token }],
      },
      baseUrl: () => 'https://api.github.com',
      probe: () => ({ kind: 'request', method: 'GET', url: 'https://api.github.com/user', identity: ['login'] }),
    }),
  ];
}
