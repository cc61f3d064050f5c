import { Injectable } from '@nestjs/common';
import { type Connector, method } from '../../contract/connector.js';
import type { Evidence } from '../../contract/evidence.js';
import { secret, text } from '../../contract/fields.js';
import { ALL_RENEWAL_RATES } from '../../contract/renewal-facts.js';

/** Issues, projects and cycles. */
@Injectable()
export class LinearConnector implements Connector {
  readonly key = 'linear';
  readonly title = 'Linear';
  readonly docs = 'https://linear.app/developers/oauth-2-0-authentication';
  readonly category = 'developer';
  readonly hosts = ['api.linear.app'];
  readonly evidence: Evidence = {
    verified: ['addresses', 'scopes', 'offline-access', 'pkce', 'screens'],
    community: true,
    sources: ['https://linear.app/developers/oauth-2-0-authentication', 'https://github.com/pilcrowonpaper/arctic'],
  };
  readonly quirks = ['All applications have had refresh tokens since 1 April 2026.'];

  readonly methods = [
    method({
      key: 'oauth2',
      title: 'OAuth 2.0',
      fields: {
        clientId: text('Client ID', 'Linear > Settings > API > OAuth applications, the application'),
        clientSecret: secret('Client Secret', 'Linear > Settings > API > OAuth applications, the application'),
      },
      setup: [
        'In Linear, open Settings > API > OAuth applications and create one.',
        'Paste the Callback URL of this form into Callback URLs.',
        'Copy Client ID and Client Secret into this form.',
      ],
      scheme: {
        kind: 'authorization-code',
        client: ({ clientId, clientSecret }) => ({ id: clientId, secret: clientSecret, sentIn: 'body' }),
        authorizeUrl: () => 'https://linear.app/oauth/authorize',
        tokenUrl: () => 'https://api.linear.app/oauth/token',
        scopes: ['read', 'write'],
        scopeSeparator: ',',
        pkce: 'S256',
        redirectUriLabel: 'Callback URL',
      },
      renewal: {
        rates: ALL_RENEWAL_RATES,
        defaultRate: 'disabled',
        rotatesRefreshToken: 'optional',
      },
      baseUrl: () => 'https://api.linear.app',
      probe: () => ({
        kind: 'request',
        method: 'POST',
        url: 'https://api.linear.app/graphql',
        headers: { 'content-type': 'application/json' },
        body: '{"query":"{ viewer { email name } }"}',
        identity: ['data.viewer.email', 'data.viewer.name'],
      }),
    }),
  ];
}
