import { Injectable } from '@nestjs/common';
import { type Connector, method } from '../../contract/connector.js';
import type { Evidence } from '../../contract/evidence.js';
import { secret, text } from '../../contract/fields.js';

/** Products and sales. */
@Injectable()
export class GumroadConnector implements Connector {
  readonly key = 'gumroad';
  readonly title = 'Gumroad';
  readonly docs = 'https://app.gumroad.com/api';
  readonly category = 'commerce';
  readonly hosts = ['api.gumroad.com'];
  readonly evidence: Evidence = {
    verified: [],
    community: true,
    sources: ['https://app.gumroad.com/api', 'https://github.com/simov/grant/blob/master/config/oauth.json'],
  };

  readonly methods = [
    method({
      key: 'oauth2',
      title: 'OAuth 2.0',
      fields: {
        clientId: text('Application ID', 'Gumroad > Settings > Advanced > Applications'),
        clientSecret: secret('Application Secret', 'Gumroad > Settings > Advanced > Applications'),
      },
      setup: [
        'In Gumroad, open Settings > Advanced and create an application.',
        'Paste the Redirect URI of this form into Redirect URI.',
        'Copy Application ID and Application Secret into this form.',
      ],
      scheme: {
        kind: 'authorization-code',
        client: ({ clientId, clientSecret }) => ({ id: clientId, secret: clientSecret, sentIn: 'body' }),
        authorizeUrl: () => 'https://gumroad.com/oauth/authorize',
        tokenUrl: () => 'https://api.gumroad.com/oauth/token',
        scopes: ['view_profile', 'view_sales'],
        pkce: 'none',
        redirectUriLabel: 'Redirect URI',
      },
      renewal: {
        rates: ['disabled'],
        defaultRate: 'disabled',
        rotatesRefreshToken: 'never',
        issuesRefreshToken: false,
      },
      baseUrl: () => 'https://api.gumroad.com/v2',
      probe: () => ({
        kind: 'request',
        method: 'GET',
        url: 'https://api.gumroad.com/v2/user',
        identity: ['user.email', 'user.name'],
      }),
    }),
  ];
}
