import { Injectable } from '@nestjs/common';
import { type Connector, method } from '../../contract/connector.js';
import type { Evidence } from '../../contract/evidence.js';
import { secret, text } from '../../contract/fields.js';

/** Projects and tasks. */
@Injectable()
export class TodoistConnector implements Connector {
  readonly key = 'todoist';
  readonly title = 'Todoist';
  readonly docs = 'https://developer.todoist.com/api/v1/';
  readonly category = 'projects';
  readonly hosts = ['todoist.com', 'api.todoist.com'];
  readonly evidence: Evidence = {
    verified: [],
    community: true,
    sources: [
      'https://developer.todoist.com/api/v1/',
      'https://github.com/nextauthjs/next-auth/tree/main/packages/core/src/providers',
      'https://github.com/simov/grant/blob/master/config/oauth.json',
    ],
  };

  readonly methods = [
    method({
      key: 'oauth2',
      title: 'OAuth 2.0',
      fields: {
        clientId: text('Client ID', 'Todoist App Management Console, the app'),
        clientSecret: secret('Client Secret', 'Todoist App Management Console, the app'),
      },
      setup: [
        'In the Todoist App Management Console, select Create a new app.',
        'Paste the OAuth redirect URL of this form into OAuth redirect URL.',
        'Copy Client ID and Client Secret into this form.',
      ],
      scheme: {
        kind: 'authorization-code',
        client: ({ clientId, clientSecret }) => ({ id: clientId, secret: clientSecret, sentIn: 'body' }),
        authorizeUrl: () => 'https://todoist.com/oauth/authorize',
        tokenUrl: () => 'https://todoist.com/oauth/access_token',
        scopes: ['data:read_write'],
        scopeSeparator: ',',
        pkce: 'none',
        redirectUriLabel: 'OAuth redirect URL',
      },
      renewal: {
        rates: ['disabled'],
        defaultRate: 'disabled',
        rotatesRefreshToken: 'never',
        issuesRefreshToken: false,
      },
      baseUrl: () => 'https://api.todoist.com/api/v1',
      probe: () => ({
        kind: 'request',
        method: 'GET',
        url: 'https://api.todoist.com/api/v1/user',
        identity: ['email'],
      }),
    }),
  ];
}
