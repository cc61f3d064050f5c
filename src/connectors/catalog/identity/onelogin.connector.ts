import { Injectable } from '@nestjs/common';
import { type Connector, method } from '../../contract/connector.js';
import type { Evidence } from '../../contract/evidence.js';
import { hostLabel, secret, text } from '../../contract/fields.js';
import { ALL_RENEWAL_RATES } from '../../contract/renewal-facts.js';

/** Users, roles and apps. */
@Injectable()
export class OneLoginConnector implements Connector {
  readonly key = 'onelogin';
  readonly title = 'OneLogin';
  readonly docs = 'https://developers.onelogin.com/api-docs/2/oauth20-tokens/generate-tokens-2';
  readonly category = 'identity';
  readonly hosts = [];
  readonly evidence: Evidence = {
    verified: [],
    community: true,
    sources: [
      'https://developers.onelogin.com/api-docs/2/oauth20-tokens/generate-tokens-2',
      'https://github.com/simov/grant/blob/master/config/oauth.json',
    ],
  };

  readonly methods = [
    method({
      key: 'client-credentials',
      title: 'OAuth 2.0, the app itself',
      fields: {
        subdomain: hostLabel('Subdomain', 'The first part of the address of your OneLogin'),
        clientId: text('Client ID', 'OneLogin Administration > Developers > API Credentials'),
        clientSecret: secret('Client Secret', 'OneLogin Administration > Developers > API Credentials'),
      },
      setup: [
        'In OneLogin, open Administration > Developers > API Credentials and select New Credential; choose Read Users or more.',
        'Copy Client ID and Client Secret into this form.',
      ],
      scheme: {
        kind: 'client-credentials',
        client: ({ clientId, clientSecret }) => ({ id: clientId, secret: clientSecret, sentIn: 'basic-header' }),
        tokenUrl: ({ subdomain }) => `https://${subdomain}.onelogin.com/auth/oauth2/v2/token`,
        scopes: [],
      },
      renewal: {
        rates: ALL_RENEWAL_RATES,
        defaultRate: 'disabled',
        rotatesRefreshToken: 'never',
      },
      hosts: ({ subdomain }) => [`${subdomain.toLowerCase()}.onelogin.com`],
      baseUrl: ({ subdomain }) => `https://${subdomain}.onelogin.com/api/2`,
      probe: ({ subdomain }) => ({
        kind: 'request',
        method: 'GET',
        url: `https://${subdomain}.onelogin.com/api/2/users?limit=1`,
        account: subdomain,
      }),
    }),
  ];
}
