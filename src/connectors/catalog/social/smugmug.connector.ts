import { Injectable } from '@nestjs/common';
import { type Connector, method } from '../../contract/connector.js';
import type { Evidence } from '../../contract/evidence.js';
import { secret, text } from '../../contract/fields.js';

/** Photos and galleries. */
@Injectable()
export class SmugMugConnector implements Connector {
  readonly key = 'smugmug';
  readonly title = 'SmugMug';
  readonly docs = 'https://api.smugmug.com/api/v2/doc/tutorial/authorization.html';
  readonly category = 'social';
  readonly hosts = ['api.smugmug.com', 'upload.smugmug.com'];
  readonly evidence: Evidence = {
    verified: [],
    community: true,
    sources: [
      'https://api.smugmug.com/api/v2/doc/tutorial/authorization.html',
      'https://github.com/simov/grant/blob/master/config/oauth.json',
    ],
  };

  readonly methods = [
    method({
      key: 'oauth1',
      title: 'OAuth 1.0a',
      fields: {
        consumerKey: text('Consumer key', 'Account settings > Me > API Keys'),
        consumerSecret: secret('Consumer secret', 'Account settings > Me > API Keys'),
      },
      setup: [
        'At api.smugmug.com/api/developer/apply, apply for an API key.',
        'Paste the Callback URL of this form where the application asks for it, and copy Consumer key and Consumer secret into this form.',
      ],
      scheme: {
        kind: 'signed-consent',
        algorithm: 'HMAC-SHA1',
        realm: () => '',
        consumer: ({ consumerKey, consumerSecret }) => ({ key: consumerKey, secret: consumerSecret }),
        temporaryUrl: () => 'https://api.smugmug.com/services/oauth/1.0a/getRequestToken',
        authorizeUrl: () => 'https://api.smugmug.com/services/oauth/1.0a/authorize',
        authorizeParams: { Access: 'Full', Permissions: 'Modify' },
        tokenUrl: () => 'https://api.smugmug.com/services/oauth/1.0a/getAccessToken',
        redirectUriLabel: 'Callback URL',
      },
      issueLabel: 'Get OAuth 1.0a Access Token',
      renewal: {
        rates: ['disabled'],
        defaultRate: 'disabled',
        rotatesRefreshToken: 'never',
        issuesRefreshToken: false,
      },
      baseUrl: () => 'https://api.smugmug.com/api/v2',
      probe: () => ({
        kind: 'request',
        method: 'GET',
        url: 'https://api.smugmug.com/api/v2!authuser',
        headers: { accept: 'application/json' },
        identity: ['Response.User.NickName'],
      }),
    }),
  ];
}
