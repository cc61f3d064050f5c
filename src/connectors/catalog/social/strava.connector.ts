import { Injectable } from '@nestjs/common';
import { type Connector, method } from '../../contract/connector.js';
import type { Evidence } from '../../contract/evidence.js';
import { secret, text } from '../../contract/fields.js';
import { ALL_RENEWAL_RATES } from '../../contract/renewal-facts.js';

/** Activities and athletes. */
@Injectable()
export class StravaConnector implements Connector {
  readonly key = 'strava';
  readonly title = 'Strava';
  readonly docs = 'https://developers.strava.com/docs/authentication/';
  readonly category = 'social';
  readonly hosts = ['www.strava.com'];
  readonly evidence: Evidence = {
    verified: ['addresses', 'scopes'],
    community: true,
    sources: [
      'https://developers.strava.com/docs/authentication/',
      'https://github.com/nextauthjs/next-auth/tree/main/packages/core/src/providers',
      'https://github.com/python-social-auth/social-core/tree/master/social_core/backends',
      'https://developers.strava.com/docs/oauth-updates/',
    ],
  };
  readonly quirks = ['The newest refresh token must be kept.'];

  readonly methods = [
    method({
      key: 'oauth2',
      title: 'OAuth 2.0',
      fields: {
        clientId: text('Client ID', 'strava.com/settings/api'),
        clientSecret: secret('Client Secret', 'strava.com/settings/api'),
      },
      setup: [
        'At strava.com/settings/api, create an application.',
        'Give the host of the Redirect URI of this form as Authorization Callback Domain.',
        'Copy Client ID and Client Secret into this form.',
      ],
      scheme: {
        kind: 'authorization-code',
        client: ({ clientId, clientSecret }) => ({ id: clientId, secret: clientSecret, sentIn: 'body' }),
        authorizeUrl: () => 'https://www.strava.com/oauth/authorize',
        tokenUrl: () => 'https://www.strava.com/oauth/token',
        scopes: ['read', 'activity:read_all'],
        scopeSeparator: ',',
        pkce: 'none',
        redirectUriLabel: 'Redirect URI',
      },
      renewal: {
        rates: ALL_RENEWAL_RATES,
        defaultRate: 'disabled',
        rotatesRefreshToken: 'optional',
      },
      baseUrl: () => 'https://www.strava.com/api/v3',
      probe: () => ({
        kind: 'request',
        method: 'GET',
        url: 'https://www.strava.com/api/v3/athlete',
        identity: ['username', 'firstname'],
      }),
    }),
  ];
}
