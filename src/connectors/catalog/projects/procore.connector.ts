import { Injectable } from '@nestjs/common';
import { type Connector, method } from '../../contract/connector.js';
import type { Evidence } from '../../contract/evidence.js';
import { choice, secret, text } from '../../contract/fields.js';
import { ALL_RENEWAL_RATES } from '../../contract/renewal-facts.js';

/** Projects of the construction industry. */
@Injectable()
export class ProcoreConnector implements Connector {
  readonly key = 'procore';
  readonly title = 'Procore';
  readonly docs = 'https://procore.github.io/documentation/oauth-auth-grant-flow';
  readonly category = 'projects';
  readonly hosts = ['login.procore.com', 'login-sandbox.procore.com', 'api.procore.com', 'sandbox.procore.com'];
  readonly evidence: Evidence = {
    verified: ['addresses', 'lifetimes', 'rotation'],
    community: true,
    sources: [
      'https://procore.github.io/documentation/oauth-auth-grant-flow',
      'https://procore.github.io/documentation/oauth-endpoints',
      'https://procore.github.io/documentation/oauth-access-tokens',
    ],
  };
  readonly quirks = [
    'Tokens of production and of the development sandbox are not shared.',
    'A refresh token works until it is used.',
  ];

  readonly methods = [
    method({
      key: 'oauth2',
      title: 'OAuth 2.0',
      fields: {
        environment: choice('Environment', 'Where the app is used', {
          production: 'Production',
          sandbox: 'Development sandbox',
        }),
        clientId: text('Client ID', 'Procore Developer Portal, the app, OAuth Credentials'),
        clientSecret: secret('Client Secret', 'Procore Developer Portal, the app, OAuth Credentials'),
      },
      setup: [
        'In the Procore Developer Portal, create an app.',
        'Paste the Redirect URI of this form into Redirect URIs.',
        'Copy Client ID and Client Secret into this form.',
      ],
      scheme: {
        kind: 'authorization-code',
        client: ({ clientId, clientSecret }) => ({ id: clientId, secret: clientSecret, sentIn: 'body' }),
        authorizeUrl: (values) => `https://${loginHost(values)}/oauth/authorize`,
        tokenUrl: (values) => `https://${loginHost(values)}/oauth/token`,
        scopes: [],
        pkce: 'none',
        redirectUriLabel: 'Redirect URI',
      },
      renewal: {
        rates: ALL_RENEWAL_RATES,
        defaultRate: 'disabled',
        // Reduced by steps from two hours to fifteen minutes; the answer says what holds.
        accessLifetime: { seconds: 900 },
        rotatesRefreshToken: 'always',
      },
      baseUrl: (values) => `https://${apiHost(values)}/rest/v1.0`,
      probe: (values) => ({
        kind: 'request',
        method: 'GET',
        url: `https://${apiHost(values)}/rest/v1.0/me`,
        identity: ['login', 'name'],
      }),
    }),
  ];
}

interface Place {
  readonly environment: string;
}

function loginHost({ environment }: Place): string {
  return environment === 'sandbox' ? 'login-sandbox.procore.com' : 'login.procore.com';
}

function apiHost({ environment }: Place): string {
  return environment === 'sandbox' ? 'sandbox.procore.com' : 'api.procore.com';
}
