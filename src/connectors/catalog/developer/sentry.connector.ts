import { Injectable } from '@nestjs/common';
import { type Connector, method } from '../../contract/connector.js';
import type { Evidence } from '../../contract/evidence.js';
import { secret, text } from '../../contract/fields.js';
import { ALL_RENEWAL_RATES } from '../../contract/renewal-facts.js';

/** Issues, projects and releases. */
@Injectable()
export class SentryConnector implements Connector {
  readonly key = 'sentry';
  readonly title = 'Sentry';
  readonly docs = 'https://docs.sentry.io/api/auth/';
  readonly category = 'developer';
  readonly hosts = ['sentry.io'];
  readonly evidence: Evidence = {
    verified: [],
    community: true,
    sources: ['https://docs.sentry.io/api/auth/'],
  };

  readonly methods = [
    method({
      key: 'oauth2',
      title: 'OAuth 2.0',
      fields: {
        clientId: text('Client ID', 'Sentry > Settings > Developer Settings'),
        clientSecret: secret('Client Secret', 'Sentry > Settings > Developer Settings'),
      },
      setup: [
        'In Sentry, open User settings > API > Applications and select Create New Application.',
        'Paste the Redirect URI of this form into Authorized Redirect URIs.',
        'Copy Client ID and Client Secret into this form.',
      ],
      scheme: {
        kind: 'authorization-code',
        client: ({ clientId, clientSecret }) => ({ id: clientId, secret: clientSecret, sentIn: 'body' }),
        authorizeUrl: () => 'https://sentry.io/oauth/authorize/',
        tokenUrl: () => 'https://sentry.io/oauth/token/',
        scopes: ['org:read', 'project:read', 'event:read'],
        pkce: 'none',
        redirectUriLabel: 'Redirect URI',
      },
      renewal: {
        rates: ALL_RENEWAL_RATES,
        defaultRate: 'disabled',
        rotatesRefreshToken: 'optional',
      },
      baseUrl: () => 'https://sentry.io/api/0',
      probe: () => ({
        kind: 'request',
        method: 'GET',
        url: 'https://sentry.io/api/0/organizations/',
        identity: ['0.name'],
      }),
    }),
  ];
}
