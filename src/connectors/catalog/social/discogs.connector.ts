import { Injectable } from '@nestjs/common';
import { type Connector, method } from '../../contract/connector.js';
import type { Evidence } from '../../contract/evidence.js';
import { secret, text } from '../../contract/fields.js';

/** Music releases, collections and the marketplace. */
@Injectable()
export class DiscogsConnector implements Connector {
  readonly key = 'discogs';
  readonly title = 'Discogs';
  readonly docs = 'https://www.discogs.com/developers/#page:authentication,header:authentication-oauth-flow';
  readonly category = 'social';
  readonly hosts = ['api.discogs.com'];
  readonly evidence: Evidence = {
    verified: [],
    community: true,
    sources: [
      'https://www.discogs.com/developers/#page:authentication,header:authentication-oauth-flow',
      'https://github.com/simov/grant/blob/master/config/oauth.json',
    ],
  };

  readonly methods = [
    method({
      key: 'oauth1',
      title: 'OAuth 1.0a',
      fields: {
        consumerKey: text('Consumer key', 'discogs.com/settings/developers, the application'),
        consumerSecret: secret('Consumer secret', 'discogs.com/settings/developers, the application'),
      },
      setup: [
        'At discogs.com/settings/developers, select Create an Application.',
        'Paste the Callback URL of this form where the application asks for it, and copy Consumer key and Consumer secret into this form.',
      ],
      scheme: {
        kind: 'signed-consent',
        algorithm: 'HMAC-SHA1',
        realm: () => '',
        consumer: ({ consumerKey, consumerSecret }) => ({ key: consumerKey, secret: consumerSecret }),
        temporaryUrl: () => 'https://api.discogs.com/oauth/request_token',
        authorizeUrl: () => 'https://discogs.com/oauth/authorize',
        tokenUrl: () => 'https://api.discogs.com/oauth/access_token',
        redirectUriLabel: 'Callback URL',
      },
      issueLabel: 'Get OAuth 1.0a Access Token',
      renewal: {
        rates: ['disabled'],
        defaultRate: 'disabled',
        rotatesRefreshToken: 'never',
        issuesRefreshToken: false,
      },
      baseUrl: () => 'https://api.discogs.com',
      probe: () => ({
        kind: 'request',
        method: 'GET',
        url: 'https://api.discogs.com/oauth/identity',
        identity: ['username'],
      }),
    }),
  ];
}
