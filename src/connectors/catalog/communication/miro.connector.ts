import { Injectable } from '@nestjs/common';
import { type Connector, method } from '../../contract/connector.js';
import type { Evidence } from '../../contract/evidence.js';
import { secret, text } from '../../contract/fields.js';
import { ALL_RENEWAL_RATES } from '../../contract/renewal-facts.js';

/** Boards and their items. */
@Injectable()
export class MiroConnector implements Connector {
  readonly key = 'miro';
  readonly title = 'Miro';
  readonly docs = 'https://developers.miro.com/reference/oauth-20-authorization-v2';
  readonly category = 'communication';
  readonly hosts = ['api.miro.com'];
  readonly evidence: Evidence = {
    verified: ['addresses', 'client', 'lifetimes', 'rotation'],
    community: true,
    sources: [
      'https://developers.miro.com/reference/oauth-20-authorization-v2',
      'https://developers.miro.com/reference/get-new-access-token-using-refresh-token',
    ],
  };
  readonly quirks = [
    'An app that was made without expiring tokens gives no refresh token; its tokens work until they are revoked.',
  ];

  readonly methods = [
    method({
      key: 'oauth2',
      title: 'OAuth 2.0',
      fields: {
        clientId: text('Client ID', 'Miro > Profile settings > Your apps, the app'),
        clientSecret: secret('Client Secret', 'Miro > Profile settings > Your apps, the app'),
      },
      setup: [
        'In Miro, open Profile settings > Your apps and select Create new app; tick Expire user authorization token, which cannot be changed later.',
        'Paste the Redirect URI of this form into Redirect URI for OAuth2.0.',
        'Under Permissions, tick boards:read and boards:write.',
        'Copy Client ID and Client secret into this form.',
      ],
      scheme: {
        kind: 'authorization-code',
        client: ({ clientId, clientSecret }) => ({ id: clientId, secret: clientSecret, sentIn: 'body' }),
        authorizeUrl: () => 'https://miro.com/oauth/authorize',
        tokenUrl: () => 'https://api.miro.com/v1/oauth/token',
        scopes: [],
        pkce: 'none',
        redirectUriLabel: 'Redirect URI',
        answer: { account: 'team_id', keep: ['user_id'] },
      },
      renewal: {
        rates: ALL_RENEWAL_RATES,
        defaultRate: 'disabled',
        accessLifetime: { seconds: 3_600 },
        rotatesRefreshToken: 'always',
        refreshIdle: { seconds: 5_184_000 },
      },
      baseUrl: () => 'https://api.miro.com/v2',
      probe: () => ({
        kind: 'request',
        method: 'GET',
        url: 'https://api.miro.com/v1/oauth-token',
        identity: ['user.name', 'team.name'],
      }),
    }),
  ];
}
