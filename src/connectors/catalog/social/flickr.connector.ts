import { Injectable } from '@nestjs/common';
import { type Connector, method } from '../../contract/connector.js';
import type { Evidence } from '../../contract/evidence.js';
import { secret, text } from '../../contract/fields.js';

/** Photos and albums. */
@Injectable()
export class FlickrConnector implements Connector {
  readonly key = 'flickr';
  readonly title = 'Flickr';
  readonly docs = 'https://www.flickr.com/services/api/auth.oauth.html';
  readonly category = 'social';
  readonly hosts = ['www.flickr.com', 'api.flickr.com', 'up.flickr.com'];
  readonly evidence: Evidence = {
    verified: [],
    community: true,
    sources: [
      'https://www.flickr.com/services/api/auth.oauth.html',
      'https://github.com/simov/grant/blob/master/config/oauth.json',
    ],
  };
  readonly quirks = ['The consent asks for nothing but reading unless the address of the consent says perms=write.'];

  readonly methods = [
    method({
      key: 'oauth1',
      title: 'OAuth 1.0a',
      fields: {
        consumerKey: text('Consumer key', 'flickr.com/services/apps, the app, Key and Secret'),
        consumerSecret: secret('Consumer secret', 'flickr.com/services/apps, the app, Key and Secret'),
      },
      setup: [
        'At flickr.com/services/apps/create, select Request an API Key.',
        'Paste the Callback URL of this form where the application asks for it, and copy Consumer key and Consumer secret into this form.',
      ],
      scheme: {
        kind: 'signed-consent',
        algorithm: 'HMAC-SHA1',
        realm: () => '',
        consumer: ({ consumerKey, consumerSecret }) => ({ key: consumerKey, secret: consumerSecret }),
        temporaryUrl: () => 'https://www.flickr.com/services/oauth/request_token',
        authorizeUrl: () => 'https://www.flickr.com/services/oauth/authorize',
        authorizeParams: { perms: 'write' },
        tokenUrl: () => 'https://www.flickr.com/services/oauth/access_token',
        redirectUriLabel: 'Callback URL',
      },
      issueLabel: 'Get OAuth 1.0a Access Token',
      renewal: {
        rates: ['disabled'],
        defaultRate: 'disabled',
        rotatesRefreshToken: 'never',
        issuesRefreshToken: false,
      },
      baseUrl: () => 'https://api.flickr.com/services/rest',
      probe: () => ({
        kind: 'request',
        method: 'GET',
        url: 'https://api.flickr.com/services/rest?method=flickr.test.login&format=json&nojsoncallback=1',
        identity: ['user.username._content'],
      }),
    }),
  ];
}
