import { Injectable } from '@nestjs/common';
import { type Connector, method } from '../../contract/connector.js';
import type { Evidence } from '../../contract/evidence.js';
import { secret, text } from '../../contract/fields.js';
import { ALL_RENEWAL_RATES } from '../../contract/renewal-facts.js';

/** Invoices, expenses and bank transactions. */
@Injectable()
export class FreeAgentConnector implements Connector {
  readonly key = 'freeagent';
  readonly title = 'FreeAgent';
  readonly docs = 'https://dev.freeagent.com/docs/oauth';
  readonly category = 'finance';
  readonly hosts = ['api.freeagent.com'];
  readonly evidence: Evidence = {
    verified: [],
    community: true,
    sources: ['https://dev.freeagent.com/docs/oauth', 'https://github.com/simov/grant/blob/master/config/oauth.json'],
  };

  readonly methods = [
    method({
      key: 'oauth2',
      title: 'OAuth 2.0',
      fields: {
        clientId: text('OAuth identifier', 'FreeAgent Developer Dashboard, the app'),
        clientSecret: secret('OAuth secret', 'FreeAgent Developer Dashboard, the app'),
      },
      setup: [
        'In the FreeAgent Developer Dashboard, select Create New App.',
        'Paste the Redirect URI of this form into OAuth redirect URIs.',
        'Copy OAuth identifier and OAuth secret into this form.',
      ],
      scheme: {
        kind: 'authorization-code',
        client: ({ clientId, clientSecret }) => ({ id: clientId, secret: clientSecret, sentIn: 'basic-header' }),
        authorizeUrl: () => 'https://api.freeagent.com/v2/approve_app',
        tokenUrl: () => 'https://api.freeagent.com/v2/token_endpoint',
        scopes: [],
        pkce: 'none',
        redirectUriLabel: 'Redirect URI',
      },
      renewal: {
        rates: ALL_RENEWAL_RATES,
        defaultRate: 'disabled',
        rotatesRefreshToken: 'optional',
      },
      baseUrl: () => 'https://api.freeagent.com/v2',
      probe: () => ({
        kind: 'request',
        method: 'GET',
        url: 'https://api.freeagent.com/v2/users/me',
        identity: ['user.email'],
      }),
    }),
  ];
}
