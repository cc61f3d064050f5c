import { Injectable } from '@nestjs/common';
import { type Connector, method } from '../../contract/connector.js';
import type { Evidence } from '../../contract/evidence.js';
import { secret, text } from '../../contract/fields.js';
import { ALL_RENEWAL_RATES } from '../../contract/renewal-facts.js';

/** Playlists, tracks and players. */
@Injectable()
export class SpotifyConnector implements Connector {
  readonly key = 'spotify';
  readonly title = 'Spotify';
  readonly docs = 'https://developer.spotify.com/documentation/web-api/tutorials/code-flow';
  readonly category = 'social';
  readonly hosts = ['accounts.spotify.com', 'api.spotify.com'];
  readonly evidence: Evidence = {
    verified: [],
    community: true,
    sources: [
      'https://developer.spotify.com/documentation/web-api/tutorials/code-flow',
      'https://github.com/nextauthjs/next-auth/tree/main/packages/core/src/providers',
      'https://github.com/python-social-auth/social-core/tree/master/social_core/backends',
    ],
  };

  readonly methods = [
    method({
      key: 'oauth2',
      title: 'OAuth 2.0',
      fields: {
        clientId: text('Client ID', 'Spotify Developer Dashboard, the app, Settings'),
        clientSecret: secret('Client Secret', 'Spotify Developer Dashboard, the app, Settings'),
      },
      setup: [
        'In the Spotify Developer Dashboard, select Create app and tick Web API.',
        'Paste the Redirect URI of this form into Redirect URIs.',
        'Copy Client ID and Client Secret into this form.',
      ],
      scheme: {
        kind: 'authorization-code',
        client: ({ clientId, clientSecret }) => ({ id: clientId, secret: clientSecret, sentIn: 'basic-header' }),
        authorizeUrl: () => 'https://accounts.spotify.com/authorize',
        tokenUrl: () => 'https://accounts.spotify.com/api/token',
        scopes: ['user-read-email', 'playlist-read-private', 'playlist-modify-private'],
        pkce: 'none',
        redirectUriLabel: 'Redirect URI',
      },
      renewal: {
        rates: ALL_RENEWAL_RATES,
        defaultRate: 'disabled',
        rotatesRefreshToken: 'optional',
      },
      baseUrl: () => 'https://api.spotify.com/v1',
      probe: () => ({
        kind: 'request',
        method: 'GET',
        url: 'https://api.spotify.com/v1/me',
        identity: ['email', 'display_name'],
      }),
    }),
  ];
}
