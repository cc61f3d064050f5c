import { Injectable } from '@nestjs/common';
import { type Connector, method } from '../../contract/connector.js';
import type { Evidence } from '../../contract/evidence.js';
import { secret, text } from '../../contract/fields.js';

/** Boards, items and updates. */
@Injectable()
export class MondayConnector implements Connector {
  readonly key = 'monday';
  readonly title = 'monday.com';
  readonly docs = 'https://developer.monday.com/apps/docs/oauth';
  readonly category = 'projects';
  readonly hosts = ['auth.monday.com', 'api.monday.com'];
  readonly evidence: Evidence = {
    verified: ['addresses', 'lifetimes', 'screens'],
    community: true,
    sources: [
      'https://developer.monday.com/apps/docs/oauth',
      'https://developer-community.monday.com/product-updates/join-the-beta-oauth-2-1-for-monday-apps-5273',
    ],
  };
  readonly quirks = [
    'A token works until the app is uninstalled.',
    'A new flow with refresh tokens (OAuth 2.1) is in preparation at monday.com.',
  ];

  readonly methods = [
    method({
      key: 'oauth2',
      title: 'OAuth 2.0',
      fields: {
        clientId: text('Client ID', 'monday.com Developer Center, the app, Basic information'),
        clientSecret: secret('Client Secret', 'monday.com Developer Center, the app, Basic information'),
      },
      setup: [
        'In monday.com, open Developers from the picture of your profile, and select Create app.',
        'Paste the Redirect URL of this form into OAuth & permissions > Redirect URLs.',
        'On the same page, tick me:read, boards:read and boards:write.',
        'Copy Client ID and Client Secret into this form.',
      ],
      scheme: {
        kind: 'authorization-code',
        client: ({ clientId, clientSecret }) => ({ id: clientId, secret: clientSecret, sentIn: 'body' }),
        authorizeUrl: () => 'https://auth.monday.com/oauth2/authorize',
        tokenUrl: () => 'https://auth.monday.com/oauth2/token',
        scopes: ['me:read', 'boards:read', 'boards:write'],
        pkce: 'none',
        redirectUriLabel: 'Redirect URL',
      },
      renewal: {
        rates: ['disabled'],
        defaultRate: 'disabled',
        rotatesRefreshToken: 'never',
        issuesRefreshToken: false,
      },
      baseUrl: () => 'https://api.monday.com/v2',
      probe: () => ({
        kind: 'request',
        method: 'POST',
        url: 'https://api.monday.com/v2',
        headers: { 'content-type': 'application/json' },
        body: '{"query":"{ me { email name } }"}',
        identity: ['data.me.email', 'data.me.name'],
      }),
    }),
  ];
}
