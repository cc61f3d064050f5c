import { Injectable } from '@nestjs/common';
import { type Connector, method } from '../../contract/connector.js';
import type { Evidence } from '../../contract/evidence.js';
import { secret, text } from '../../contract/fields.js';
import { ALL_RENEWAL_RATES } from '../../contract/renewal-facts.js';

/** Boards, pins and analytics. */
@Injectable()
export class PinterestConnector implements Connector {
  readonly key = 'pinterest';
  readonly title = 'Pinterest';
  readonly docs = 'https://developers.pinterest.com/docs/getting-started/set-up-authentication-and-authorization/';
  readonly category = 'social';
  readonly hosts = ['api.pinterest.com'];
  readonly evidence: Evidence = {
    verified: [],
    community: true,
    sources: [
      'https://developers.pinterest.com/docs/getting-started/set-up-authentication-and-authorization/',
      'https://github.com/nextauthjs/next-auth/tree/main/packages/core/src/providers',
    ],
  };

  readonly methods = [
    method({
      key: 'oauth2',
      title: 'OAuth 2.0',
      fields: {
        clientId: text('App ID', 'Pinterest for Developers, My apps, the app'),
        clientSecret: secret('App secret key', 'Pinterest for Developers, My apps, the app'),
      },
      setup: [
        'At developers.pinterest.com, select My apps > Connect app.',
        'Paste the Redirect URI of this form into Redirect URIs.',
        'Copy App ID and App secret key into this form.',
      ],
      scheme: {
        kind: 'authorization-code',
        client: ({ clientId, clientSecret }) => ({ id: clientId, secret: clientSecret, sentIn: 'basic-header' }),
        authorizeUrl: () => 'https://www.pinterest.com/oauth/',
        tokenUrl: () => 'https://api.pinterest.com/v5/oauth/token',
        scopes: ['user_accounts:read', 'boards:read', 'pins:read', 'pins:write'],
        scopeSeparator: ',',
        pkce: 'none',
        redirectUriLabel: 'Redirect URI',
      },
      renewal: {
        rates: ALL_RENEWAL_RATES,
        defaultRate: 'disabled',
        rotatesRefreshToken: 'optional',
      },
      baseUrl: () => 'https://api.pinterest.com/v5',
      probe: () => ({
        kind: 'request',
        method: 'GET',
        url: 'https://api.pinterest.com/v5/user_account',
        identity: ['username'],
      }),
    }),
  ];
}
