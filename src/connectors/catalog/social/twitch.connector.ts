import { Injectable } from '@nestjs/common';
import { type Connector, method } from '../../contract/connector.js';
import type { Evidence } from '../../contract/evidence.js';
import { secret, text } from '../../contract/fields.js';
import { ALL_RENEWAL_RATES } from '../../contract/renewal-facts.js';

/** Channels, streams and chat. */
@Injectable()
export class TwitchConnector implements Connector {
  readonly key = 'twitch';
  readonly title = 'Twitch';
  readonly docs = 'https://dev.twitch.tv/docs/authentication/getting-tokens-oauth/';
  readonly category = 'social';
  readonly hosts = ['id.twitch.tv', 'api.twitch.tv'];
  readonly evidence: Evidence = {
    verified: [],
    community: true,
    sources: [
      'https://dev.twitch.tv/docs/authentication/getting-tokens-oauth/',
      'https://github.com/nextauthjs/next-auth/tree/main/packages/core/src/providers',
      'https://github.com/python-social-auth/social-core/tree/master/social_core/backends',
    ],
  };
  readonly quirks = [
    'Twitch refuses HTTP Basic at its token address.',
    'Every call names the client in the header Client-Id.',
  ];

  readonly methods = [
    method({
      key: 'oauth2',
      title: 'OAuth 2.0',
      fields: {
        clientId: text('Client ID', 'Twitch developer console > Applications, the application'),
        clientSecret: secret('Client Secret', 'Twitch developer console > Applications, the application'),
      },
      setup: [
        'In the Twitch developer console, select Register Your Application.',
        'Paste the OAuth Redirect URL of this form into OAuth Redirect URLs.',
        'Copy Client ID and Client Secret into this form.',
      ],
      scheme: {
        kind: 'authorization-code',
        client: ({ clientId, clientSecret }) => ({ id: clientId, secret: clientSecret, sentIn: 'body' }),
        authorizeUrl: () => 'https://id.twitch.tv/oauth2/authorize',
        tokenUrl: () => 'https://id.twitch.tv/oauth2/token',
        scopes: ['user:read:email'],
        pkce: 'none',
        redirectUriLabel: 'OAuth Redirect URL',
      },
      renewal: {
        rates: ALL_RENEWAL_RATES,
        defaultRate: 'disabled',
        rotatesRefreshToken: 'optional',
      },
      baseUrl: () => 'https://api.twitch.tv/helix',
      probe: () => ({
        kind: 'request',
        method: 'GET',
        url: 'https://id.twitch.tv/oauth2/validate',
        identity: ['login'],
      }),
    }),
  ];
}
