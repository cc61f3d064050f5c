import { Injectable } from '@nestjs/common';
import { type Connector, method } from '../../contract/connector.js';
import type { Evidence } from '../../contract/evidence.js';
import { secret, text } from '../../contract/fields.js';
import { ALL_RENEWAL_RATES } from '../../contract/renewal-facts.js';

/** The account of a person and its servers. */
@Injectable()
export class DiscordConnector implements Connector {
  readonly key = 'discord';
  readonly title = 'Discord';
  readonly docs = 'https://docs.discord.com/developers/topics/oauth2';
  readonly category = 'communication';
  readonly hosts = ['discord.com'];
  readonly evidence: Evidence = {
    verified: [],
    community: true,
    sources: [
      'https://docs.discord.com/developers/topics/oauth2',
      'https://github.com/nextauthjs/next-auth/tree/main/packages/core/src/providers',
      'https://github.com/python-social-auth/social-core/tree/master/social_core/backends',
    ],
  };
  readonly quirks = ['What a bot does goes by a bot token, not by OAuth.'];

  readonly methods = [
    method({
      key: 'oauth2',
      title: 'OAuth 2.0',
      fields: {
        clientId: text('Client ID', 'Discord Developer Portal, the application, OAuth2'),
        clientSecret: secret('Client Secret', 'Discord Developer Portal, the application, OAuth2'),
      },
      setup: [
        'In the Discord Developer Portal, select New Application.',
        'Paste the Redirect of this form into OAuth2 > Redirects.',
        'Copy Client ID and Client Secret into this form.',
      ],
      scheme: {
        kind: 'authorization-code',
        client: ({ clientId, clientSecret }) => ({ id: clientId, secret: clientSecret, sentIn: 'body' }),
        authorizeUrl: () => 'https://discord.com/oauth2/authorize',
        tokenUrl: () => 'https://discord.com/api/oauth2/token',
        scopes: ['identify', 'email', 'guilds'],
        pkce: 'none',
        redirectUriLabel: 'Redirect',
      },
      renewal: {
        rates: ALL_RENEWAL_RATES,
        defaultRate: 'disabled',
        rotatesRefreshToken: 'optional',
      },
      baseUrl: () => 'https://discord.com/api/v10',
      probe: () => ({
        kind: 'request',
        method: 'GET',
        url: 'https://discord.com/api/v10/users/@me',
        identity: ['username', 'id'],
      }),
    }),
  ];
}
