import { Injectable } from '@nestjs/common';
import { type Connector, method } from '../../contract/connector.js';
import type { Evidence } from '../../contract/evidence.js';
import { secret, text } from '../../contract/fields.js';
import { ALL_RENEWAL_RATES } from '../../contract/renewal-facts.js';

/** Pages and databases. */
@Injectable()
export class NotionConnector implements Connector {
  readonly key = 'notion';
  readonly title = 'Notion';
  readonly docs = 'https://developers.notion.com/docs/authorization';
  readonly category = 'productivity';
  readonly hosts = ['api.notion.com'];
  readonly evidence: Evidence = {
    verified: ['addresses', 'client', 'screens'],
    community: true,
    sources: [
      'https://developers.notion.com/docs/authorization',
      'https://github.com/nextauthjs/next-auth/tree/main/packages/core/src/providers',
      'https://github.com/pilcrowonpaper/arctic',
    ],
  };
  readonly quirks = [
    'A person chooses the pages that the integration may see.',
    'Every call names a version of the API in the header Notion-Version.',
  ];

  readonly methods = [
    method({
      key: 'oauth2',
      title: 'OAuth 2.0',
      fields: {
        clientId: text('OAuth client ID', 'Notion integrations, the integration, Configuration'),
        clientSecret: secret('OAuth client secret', 'Notion integrations, the integration, Configuration'),
      },
      setup: [
        'At notion.so/my-integrations, create a new integration and choose Public.',
        'Paste the Redirect URI of this form into OAuth Domain & URIs > Redirect URIs.',
        'Copy OAuth client ID and OAuth client secret into this form.',
      ],
      scheme: {
        kind: 'authorization-code',
        client: ({ clientId, clientSecret }) => ({ id: clientId, secret: clientSecret, sentIn: 'basic-header' }),
        authorizeUrl: () => 'https://api.notion.com/v1/oauth/authorize',
        tokenUrl: () => 'https://api.notion.com/v1/oauth/token',
        authorizeParams: { owner: 'user' },
        encoding: 'json',
        headers: { 'notion-version': '2022-06-28' },
        scopes: [],
        pkce: 'none',
        redirectUriLabel: 'Redirect URI',
        answer: { account: 'workspace_name', keep: ['workspace_id', 'bot_id'] },
      },
      renewal: {
        rates: ALL_RENEWAL_RATES,
        defaultRate: 'disabled',
        rotatesRefreshToken: 'optional',
      },
      baseUrl: () => 'https://api.notion.com/v1',
      probe: () => ({
        kind: 'request',
        method: 'GET',
        url: 'https://api.notion.com/v1/users/me',
        headers: { 'notion-version': '2022-06-28' },
        identity: ['bot.workspace_name', 'name'],
      }),
    }),
  ];
}
