import { Injectable } from '@nestjs/common';
import { type Connector, method } from '../../contract/connector.js';
import type { Evidence } from '../../contract/evidence.js';
import { secret, text } from '../../contract/fields.js';
import { ALL_RENEWAL_RATES } from '../../contract/renewal-facts.js';

/** Projects, issues and merge requests. */
@Injectable()
export class GitLabConnector implements Connector {
  readonly key = 'gitlab';
  readonly title = 'GitLab';
  readonly docs = 'https://docs.gitlab.com/integration/oauth_provider/';
  readonly category = 'developer';
  readonly hosts = ['gitlab.com'];
  readonly evidence: Evidence = {
    verified: ['addresses', 'pkce', 'lifetimes', 'rotation'],
    community: true,
    sources: [
      'https://docs.gitlab.com/integration/oauth_provider/',
      'https://docs.gitlab.com/api/oauth2/',
      'https://github.com/simov/grant/blob/master/config/oauth.json',
      'https://github.com/nextauthjs/next-auth/tree/main/packages/core/src/providers',
    ],
  };
  readonly quirks = ['A renewal ends the access token before it.'];

  readonly methods = [
    method({
      key: 'oauth2',
      title: 'OAuth 2.0',
      fields: {
        clientId: text('Application ID', 'User settings > Applications, the application'),
        clientSecret: secret('Secret', 'User settings > Applications, the application'),
      },
      setup: [
        'In GitLab, open User settings > Applications > Add new application; leave Confidential ticked.',
        'Paste the Redirect URI of this form into Redirect URI.',
        'Tick the scopes api and read_user, and save.',
        'Copy Application ID and Secret into this form.',
      ],
      scheme: {
        kind: 'authorization-code',
        client: ({ clientId, clientSecret }) => ({ id: clientId, secret: clientSecret, sentIn: 'body' }),
        authorizeUrl: () => 'https://gitlab.com/oauth/authorize',
        tokenUrl: () => 'https://gitlab.com/oauth/token',
        scopes: ['api', 'read_user'],
        pkce: 'S256',
        redirectUriLabel: 'Redirect URI',
      },
      renewal: {
        rates: ALL_RENEWAL_RATES,
        defaultRate: 'disabled',
        accessLifetime: { seconds: 7_200 },
        rotatesRefreshToken: 'always',
      },
      baseUrl: () => 'https://gitlab.com/api/v4',
      probe: () => ({
        kind: 'request',
        method: 'GET',
        url: 'https://gitlab.com/api/v4/user',
        identity: ['username', 'email'],
      }),
    }),
  ];
}
