import { Injectable } from '@nestjs/common';
import { type Connector, method } from '../../contract/connector.js';
import type { Evidence } from '../../contract/evidence.js';
import { secret, text } from '../../contract/fields.js';

/** Events, orders and attendees. */
@Injectable()
export class EventbriteConnector implements Connector {
  readonly key = 'eventbrite';
  readonly title = 'Eventbrite';
  readonly docs = 'https://www.eventbrite.com/platform/docs/authentication';
  readonly category = 'productivity';
  readonly hosts = ['www.eventbrite.com', 'www.eventbriteapi.com'];
  readonly evidence: Evidence = {
    verified: [],
    community: true,
    sources: [
      'https://www.eventbrite.com/platform/docs/authentication',
      'https://github.com/nextauthjs/next-auth/tree/main/packages/core/src/providers',
      'https://github.com/python-social-auth/social-core/tree/master/social_core/backends',
    ],
  };

  readonly methods = [
    method({
      key: 'oauth2',
      title: 'OAuth 2.0',
      fields: {
        clientId: text('API key', 'Eventbrite > Account settings > API keys'),
        clientSecret: secret('Client secret', 'Eventbrite > Account settings > API keys'),
      },
      setup: [
        'In Eventbrite, open Account settings > Developer links > API keys and create one.',
        'Paste the Redirect URI of this form into OAuth Redirect URI.',
        'Copy API key and Client secret into this form.',
      ],
      scheme: {
        kind: 'authorization-code',
        client: ({ clientId, clientSecret }) => ({ id: clientId, secret: clientSecret, sentIn: 'body' }),
        authorizeUrl: () => 'https://www.eventbrite.com/oauth/authorize',
        tokenUrl: () => 'https://www.eventbrite.com/oauth/token',
        scopes: [],
        pkce: 'none',
        redirectUriLabel: 'OAuth Redirect URI',
      },
      renewal: {
        rates: ['disabled'],
        defaultRate: 'disabled',
        rotatesRefreshToken: 'never',
        issuesRefreshToken: false,
      },
      baseUrl: () => 'https://www.eventbriteapi.com/v3',
      probe: () => ({
        kind: 'request',
        method: 'GET',
        url: 'https://www.eventbriteapi.com/v3/users/me/',
        identity: ['name'],
      }),
    }),
  ];
}
