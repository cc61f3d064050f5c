import { Injectable } from '@nestjs/common';
import { type Connector, method } from '../../contract/connector.js';
import type { Evidence } from '../../contract/evidence.js';
import { secret, text } from '../../contract/fields.js';

/** Spaces, lists and tasks. */
@Injectable()
export class ClickUpConnector implements Connector {
  readonly key = 'clickup';
  readonly title = 'ClickUp';
  readonly docs = 'https://developer.clickup.com/docs/authentication';
  readonly category = 'projects';
  readonly hosts = ['api.clickup.com'];
  readonly evidence: Evidence = {
    verified: ['addresses', 'screens'],
    community: true,
    sources: [
      'https://developer.clickup.com/docs/authentication',
      'https://github.com/nextauthjs/next-auth/tree/main/packages/core/src/providers',
      'https://clickup.com/api/readme_documentation/v2.0/getting_started/authentication/',
    ],
  };
  readonly quirks = ['A person chooses the workspaces that the token may see.'];

  readonly methods = [
    method({
      key: 'oauth2',
      title: 'OAuth 2.0',
      fields: {
        clientId: text('Client ID', 'ClickUp > Settings > Apps, the app'),
        clientSecret: secret('Client Secret', 'ClickUp > Settings > Apps, the app'),
      },
      setup: [
        'In ClickUp, open Settings > Apps and select Create new app (owners and admins only).',
        'Paste the Redirect URL of this form into Redirect URL(s).',
        'Copy Client ID and Client Secret into this form.',
      ],
      scheme: {
        kind: 'authorization-code',
        client: ({ clientId, clientSecret }) => ({ id: clientId, secret: clientSecret, sentIn: 'body' }),
        authorizeUrl: () => 'https://app.clickup.com/api',
        tokenUrl: () => 'https://api.clickup.com/api/v2/oauth/token',
        scopes: [],
        pkce: 'none',
        redirectUriLabel: 'Redirect URL',
      },
      renewal: {
        rates: ['disabled'],
        defaultRate: 'disabled',
        rotatesRefreshToken: 'never',
        issuesRefreshToken: false,
      },
      baseUrl: () => 'https://api.clickup.com/api/v2',
      probe: () => ({
        kind: 'request',
        method: 'GET',
        url: 'https://api.clickup.com/api/v2/user',
        identity: ['user.email', 'user.username'],
      }),
    }),
  ];
}
