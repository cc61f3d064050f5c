import { Injectable } from '@nestjs/common';
import { type Connector, method } from '../../contract/connector.js';
import type { Evidence } from '../../contract/evidence.js';
import { secret, text } from '../../contract/fields.js';
import { ALL_RENEWAL_RATES } from '../../contract/renewal-facts.js';

/** Posts, comments and communities. */
@Injectable()
export class RedditConnector implements Connector {
  readonly key = 'reddit';
  readonly title = 'Reddit';
  readonly docs = 'https://github.com/reddit-archive/reddit/wiki/OAuth2';
  readonly category = 'social';
  readonly hosts = ['www.reddit.com', 'oauth.reddit.com'];
  readonly evidence: Evidence = {
    verified: [],
    community: true,
    sources: [
      'https://github.com/reddit-archive/reddit/wiki/OAuth2',
      'https://github.com/nextauthjs/next-auth/tree/main/packages/core/src/providers',
      'https://github.com/python-social-auth/social-core/tree/master/social_core/backends',
    ],
  };
  readonly quirks = ['Without duration=permanent there is no refresh token.'];

  readonly methods = [
    method({
      key: 'oauth2',
      title: 'OAuth 2.0',
      fields: {
        clientId: text('Client ID', 'reddit.com/prefs/apps, the app'),
        clientSecret: secret('Client Secret', 'reddit.com/prefs/apps, the app'),
      },
      setup: [
        'At reddit.com/prefs/apps, select create another app and choose web app.',
        'Paste the redirect uri of this form into redirect uri.',
        'Copy Client ID and Client Secret into this form.',
      ],
      scheme: {
        kind: 'authorization-code',
        client: ({ clientId, clientSecret }) => ({ id: clientId, secret: clientSecret, sentIn: 'basic-header' }),
        authorizeUrl: () => 'https://www.reddit.com/api/v1/authorize',
        tokenUrl: () => 'https://www.reddit.com/api/v1/access_token',
        authorizeParams: { duration: 'permanent' },
        scopes: ['identity', 'read', 'submit'],
        pkce: 'none',
        redirectUriLabel: 'redirect uri',
      },
      renewal: {
        rates: ALL_RENEWAL_RATES,
        defaultRate: 'disabled',
        rotatesRefreshToken: 'optional',
      },
      baseUrl: () => 'https://oauth.reddit.com',
      probe: () => ({ kind: 'request', method: 'GET', url: 'https://oauth.reddit.com/api/v1/me', identity: ['name'] }),
    }),
  ];
}
