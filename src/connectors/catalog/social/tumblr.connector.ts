import { Injectable } from '@nestjs/common';
import { type Connector, method } from '../../contract/connector.js';
import type { Evidence } from '../../contract/evidence.js';
import { secret, text } from '../../contract/fields.js';

/** Blogs and posts. */
@Injectable()
export class TumblrConnector implements Connector {
  readonly key = 'tumblr';
  readonly title = 'Tumblr';
  readonly docs = 'https://www.tumblr.com/docs/en/api/v2';
  readonly category = 'social';
  readonly hosts = ['www.tumblr.com', 'api.tumblr.com'];
  readonly evidence: Evidence = {
    verified: [],
    community: true,
    sources: [
      'https://www.tumblr.com/docs/en/api/v2',
      'https://github.com/simov/grant/blob/master/config/oauth.json',
      'https://github.com/python-social-auth/social-core/tree/master/social_core/backends',
    ],
  };

  readonly methods = [
    method({
      key: 'oauth1',
      title: 'OAuth 1.0a',
      fields: {
        consumerKey: text('Consumer key', 'tumblr.com/oauth/apps, the app'),
        consumerSecret: secret('Consumer secret', 'tumblr.com/oauth/apps, the app'),
      },
      setup: [
        'At tumblr.com/oauth/apps, select Register application.',
        'Paste the Callback URL of this form where the application asks for it, and copy Consumer key and Consumer secret into this form.',
      ],
      scheme: {
        kind: 'signed-consent',
        algorithm: 'HMAC-SHA1',
        realm: () => '',
        consumer: ({ consumerKey, consumerSecret }) => ({ key: consumerKey, secret: consumerSecret }),
        temporaryUrl: () => 'https://www.tumblr.com/oauth/request_token',
        authorizeUrl: () => 'https://www.tumblr.com/oauth/authorize',
        tokenUrl: () => 'https://www.tumblr.com/oauth/access_token',
        redirectUriLabel: 'Callback URL',
      },
      issueLabel: 'Get OAuth 1.0a Access Token',
      renewal: {
        rates: ['disabled'],
        defaultRate: 'disabled',
        rotatesRefreshToken: 'never',
        issuesRefreshToken: false,
      },
      baseUrl: () => 'https://api.tumblr.com/v2',
      probe: () => ({
        kind: 'request',
        method: 'GET',
        url: 'https://api.tumblr.com/v2/user/info',
        identity: ['response.user.name'],
      }),
    }),
  ];
}
