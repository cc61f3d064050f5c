import { Injectable } from '@nestjs/common';
import { type Connector, method } from '../../contract/connector.js';
import type { Evidence } from '../../contract/evidence.js';
import { choice, hostLabel, secret, text } from '../../contract/fields.js';
import { ALL_RENEWAL_RATES } from '../../contract/renewal-facts.js';

/** Users, roles and applications, by the Management API. */
@Injectable()
export class Auth0Connector implements Connector {
  readonly key = 'auth0';
  readonly title = 'Auth0';
  readonly docs =
    'https://auth0.com/docs/secure/tokens/access-tokens/management-api-access-tokens/get-management-api-access-tokens-for-production';
  readonly category = 'identity';
  readonly hosts = [];
  readonly evidence: Evidence = {
    verified: ['addresses', 'client', 'lifetimes'],
    community: true,
    sources: [
      'https://auth0.com/docs/secure/tokens/access-tokens/management-api-access-tokens/get-management-api-access-tokens-for-production',
      'https://github.com/simov/grant/blob/master/config/oauth.json',
      'https://auth0.com/docs/secure/tokens/access-tokens/management-api-access-tokens',
    ],
  };
  readonly quirks = [
    'Custom domains do not answer for the Management API; use the domain of the tenant.',
    'A token that was issued cannot be revoked.',
  ];

  readonly methods = [
    method({
      key: 'client-credentials',
      title: 'OAuth 2.0, the app itself',
      fields: {
        tenant: hostLabel('Tenant', 'The first part of the domain of the application, such as acme'),
        region: choice('Region', 'The second part of that domain', {
          us: 'us',
          eu: 'eu',
          au: 'au',
          jp: 'jp',
          uk: 'uk',
          ca: 'ca',
        }),
        clientId: text('Client ID', 'Auth0 Dashboard > Applications, the application, Settings'),
        clientSecret: secret('Client Secret', 'Auth0 Dashboard > Applications, the application, Settings'),
      },
      setup: [
        'In the Auth0 Dashboard, open Applications > Create Application and choose Machine to Machine.',
        'Authorize it for the Auth0 Management API, and choose its permissions; read:tenant_settings is what the test needs.',
        'Copy Client ID and Client Secret into this form.',
      ],
      scheme: {
        kind: 'client-credentials',
        client: ({ clientId, clientSecret }) => ({ id: clientId, secret: clientSecret, sentIn: 'body' }),
        tokenUrl: (values) => `https://${hostOf(values)}/oauth/token`,
        tokenParams: (values) => ({ audience: `https://${hostOf(values)}/api/v2/` }),
        scopes: [],
      },
      renewal: {
        rates: ALL_RENEWAL_RATES,
        defaultRate: 'disabled',
        accessLifetime: { seconds: 86_400, isSetting: true },
        rotatesRefreshToken: 'never',
      },
      hosts: (values) => [hostOf(values)],
      baseUrl: (values) => `https://${hostOf(values)}/api/v2`,
      probe: (values) => ({
        kind: 'request',
        method: 'GET',
        url: `https://${hostOf(values)}/api/v2/tenants/settings?fields=friendly_name`,
        account: values.tenant,
        identity: ['friendly_name'],
      }),
    }),
  ];
}

interface Tenant {
  readonly tenant: string;
  readonly region: string;
}

function hostOf({ tenant, region }: Tenant): string {
  return `${tenant}.${region}.auth0.com`.toLowerCase();
}
