import { Injectable } from '@nestjs/common';
import { type Connector, method } from '../../contract/connector.js';
import type { Evidence } from '../../contract/evidence.js';
import { secret, text } from '../../contract/fields.js';
import { ALL_RENEWAL_RATES } from '../../contract/renewal-facts.js';

/** Projects, tasks and teams. */
@Injectable()
export class AsanaConnector implements Connector {
  readonly key = 'asana';
  readonly title = 'Asana';
  readonly docs = 'https://developers.asana.com/docs/oauth';
  readonly category = 'projects';
  readonly hosts = ['app.asana.com'];
  readonly evidence: Evidence = {
    verified: ['addresses'],
    community: true,
    sources: [
      'https://developers.asana.com/docs/oauth',
      'https://github.com/simov/grant/blob/master/config/oauth.json',
      'https://github.com/python-social-auth/social-core/tree/master/social_core/backends',
    ],
  };
  readonly quirks = ['Without a scope in the request, the app must be registered with full permissions.'];

  readonly methods = [
    method({
      key: 'oauth2',
      title: 'OAuth 2.0',
      fields: {
        clientId: text('Client ID', 'Asana developer console, the app, OAuth'),
        clientSecret: secret('Client Secret', 'Asana developer console, the app, OAuth'),
      },
      setup: [
        'In the Asana developer console (My apps), select Create new app.',
        'Paste the Redirect URL of this form into OAuth > Redirect URLs.',
        'Under Permission scopes, choose Full permissions.',
        'Copy Client ID and Client Secret into this form.',
      ],
      scheme: {
        kind: 'authorization-code',
        client: ({ clientId, clientSecret }) => ({ id: clientId, secret: clientSecret, sentIn: 'body' }),
        authorizeUrl: () => 'https://app.asana.com/-/oauth_authorize',
        tokenUrl: () => 'https://app.asana.com/-/oauth_token',
        scopes: [],
        pkce: 'S256',
        redirectUriLabel: 'Redirect URL',
      },
      renewal: {
        rates: ALL_RENEWAL_RATES,
        defaultRate: 'disabled',
        rotatesRefreshToken: 'optional',
      },
      baseUrl: () => 'https://app.asana.com/api/1.0',
      probe: () => ({
        kind: 'request',
        method: 'GET',
        url: 'https://app.asana.com/api/1.0/users/me',
        identity: ['data.email', 'data.name'],
      }),
    }),
  ];
}
