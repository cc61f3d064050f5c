import { Injectable } from '@nestjs/common';
import { type Connector, method } from '../../contract/connector.js';
import type { Evidence } from '../../contract/evidence.js';
import { secret, text } from '../../contract/fields.js';
import { ALL_RENEWAL_RATES } from '../../contract/renewal-facts.js';

/** Event types, bookings and availability. */
@Injectable()
export class CalendlyConnector implements Connector {
  readonly key = 'calendly';
  readonly title = 'Calendly';
  readonly docs = 'https://developer.calendly.com/how-to-access-calendly-data-on-behalf-of-authenticated-users';
  readonly category = 'communication';
  readonly hosts = ['auth.calendly.com', 'api.calendly.com'];
  readonly evidence: Evidence = {
    verified: ['addresses', 'client', 'pkce', 'lifetimes', 'rotation', 'probe', 'screens'],
    community: false,
    sources: [
      'https://developer.calendly.com/how-to-access-calendly-data-on-behalf-of-authenticated-users',
      'https://developer.calendly.com/creating-an-oauth-app',
    ],
  };
  readonly quirks = ['A developer account is not a user account: it has an address of its own.'];

  readonly methods = [
    method({
      key: 'oauth2',
      title: 'OAuth 2.0',
      fields: {
        clientId: text('Client ID', 'Calendly developer console, the OAuth application'),
        clientSecret: secret('Client Secret', 'Calendly developer console, the OAuth application'),
      },
      setup: [
        'At developer.calendly.com, sign up for a developer account and select Create New App; choose Web and Production.',
        'Paste the Redirect URI of this form into Redirect URI.',
        'Copy Client ID and Client Secret into this form; they are shown once.',
      ],
      scheme: {
        kind: 'authorization-code',
        client: ({ clientId, clientSecret }) => ({ id: clientId, secret: clientSecret, sentIn: 'body' }),
        authorizeUrl: () => 'https://auth.calendly.com/oauth/authorize',
        tokenUrl: () => 'https://auth.calendly.com/oauth/token',
        scopes: [],
        pkce: 'S256',
        redirectUriLabel: 'Redirect URI',
        answer: { account: 'owner', keep: ['organization'] },
      },
      renewal: {
        rates: ALL_RENEWAL_RATES,
        defaultRate: 'disabled',
        accessLifetime: { seconds: 7_200 },
        rotatesRefreshToken: 'always',
      },
      baseUrl: () => 'https://api.calendly.com',
      probe: () => ({
        kind: 'request',
        method: 'GET',
        url: 'https://api.calendly.com/users/me',
        identity: ['resource.email', 'resource.name'],
      }),
    }),
  ];
}
