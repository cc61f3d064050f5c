import { Injectable } from '@nestjs/common';
import { type Connector, method } from '../../contract/connector.js';
import type { Evidence } from '../../contract/evidence.js';
import { secret, text } from '../../contract/fields.js';
import { ALL_RENEWAL_RATES } from '../../contract/renewal-facts.js';

/** Apps and dynos. */
@Injectable()
export class HerokuConnector implements Connector {
  readonly key = 'heroku';
  readonly title = 'Heroku';
  readonly docs = 'https://devcenter.heroku.com/articles/oauth';
  readonly category = 'developer';
  readonly hosts = ['id.heroku.com', 'api.heroku.com'];
  readonly evidence: Evidence = {
    verified: [],
    community: true,
    sources: [
      'https://devcenter.heroku.com/articles/oauth',
      'https://github.com/simov/grant/blob/master/config/oauth.json',
    ],
  };

  readonly methods = [
    method({
      key: 'oauth2',
      title: 'OAuth 2.0',
      fields: {
        clientId: text('Client ID', 'Heroku > Account settings > Applications > API Clients'),
        clientSecret: secret('Client Secret', 'Heroku > Account settings > Applications > API Clients'),
      },
      setup: [
        'In Heroku, open Account settings > Applications and select Register new API client.',
        'Paste the OAuth callback URL of this form into OAuth callback URL.',
        'Copy Client ID and Client Secret into this form.',
      ],
      scheme: {
        kind: 'authorization-code',
        client: ({ clientId, clientSecret }) => ({ id: clientId, secret: clientSecret, sentIn: 'body' }),
        authorizeUrl: () => 'https://id.heroku.com/oauth/authorize',
        tokenUrl: () => 'https://id.heroku.com/oauth/token',
        scopes: ['global'],
        pkce: 'none',
        redirectUriLabel: 'OAuth callback URL',
      },
      renewal: {
        rates: ALL_RENEWAL_RATES,
        defaultRate: 'disabled',
        rotatesRefreshToken: 'optional',
      },
      baseUrl: () => 'https://api.heroku.com',
      probe: () => ({
        kind: 'request',
        method: 'GET',
        url: 'https://api.heroku.com/account',
        headers: { accept: 'application/vnd.heroku+json; version=3' },
        identity: ['email'],
      }),
    }),
  ];
}
