import { Injectable } from '@nestjs/common';
import { type Connector, method } from '../../contract/connector.js';
import type { Evidence } from '../../contract/evidence.js';
import { secret, text } from '../../contract/fields.js';
import { ALL_RENEWAL_RATES } from '../../contract/renewal-facts.js';

/** Deals, persons and organizations. */
@Injectable()
export class PipedriveConnector implements Connector {
  readonly key = 'pipedrive';
  readonly title = 'Pipedrive';
  readonly docs = 'https://pipedrive.readme.io/docs/marketplace-oauth-authorization';
  readonly category = 'crm';
  readonly hosts = ['oauth.pipedrive.com', '*.pipedrive.com'];
  readonly evidence: Evidence = {
    verified: ['addresses', 'client', 'screens'],
    community: true,
    sources: [
      'https://pipedrive.readme.io/docs/marketplace-oauth-authorization',
      'https://developers.pipedrive.com/docs/api/v1/Oauth',
      'https://github.com/nextauthjs/next-auth/tree/main/packages/core/src/providers',
    ],
  };
  readonly quirks = [
    'Each company has a host of its own, which comes with the token as api_domain.',
    'Scopes are chosen in the Developer Hub, not in the request.',
  ];

  readonly methods = [
    method({
      key: 'oauth2',
      title: 'OAuth 2.0',
      fields: {
        clientId: text('Client ID', 'Pipedrive Developer Hub, the app, OAuth & access scopes'),
        clientSecret: secret('Client Secret', 'Pipedrive Developer Hub, the app, OAuth & access scopes'),
      },
      setup: [
        'In the Pipedrive Developer Hub, select Create an app.',
        'Paste the Callback URL of this form into Callback URL.',
        'Choose the access scopes of the app.',
        'Copy Client ID and Client Secret into this form.',
      ],
      scheme: {
        kind: 'authorization-code',
        client: ({ clientId, clientSecret }) => ({ id: clientId, secret: clientSecret, sentIn: 'basic-header' }),
        authorizeUrl: () => 'https://oauth.pipedrive.com/oauth/authorize',
        tokenUrl: () => 'https://oauth.pipedrive.com/oauth/token',
        scopes: [],
        pkce: 'none',
        redirectUriLabel: 'Callback URL',
        answer: { account: 'api_domain' },
      },
      renewal: {
        rates: ALL_RENEWAL_RATES,
        defaultRate: 'disabled',
        rotatesRefreshToken: 'optional',
        refreshIdle: { seconds: 5_184_000 },
      },
      baseUrl: () => 'https://api.pipedrive.com/v1',
      probe: () => ({
        kind: 'request',
        method: 'GET',
        url: 'https://api.pipedrive.com/v1/users/me',
        identity: ['data.email', 'data.name'],
      }),
    }),
  ];
}
