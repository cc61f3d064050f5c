import { Injectable } from '@nestjs/common';
import { type Connector, method } from '../../contract/connector.js';
import type { Evidence } from '../../contract/evidence.js';
import { hostLabel, secret, text } from '../../contract/fields.js';
import { ALL_RENEWAL_RATES } from '../../contract/renewal-facts.js';

/** Workers, organizations and finance. */
@Injectable()
export class WorkdayConnector implements Connector {
  readonly key = 'workday';
  readonly title = 'Workday';
  readonly docs =
    'https://doc.workday.com/admin-guide/en-us/authentication-and-security/authentication/oauth/dan1370797831010.html';
  readonly category = 'people';
  readonly hosts = [];
  readonly evidence: Evidence = {
    verified: ['screens'],
    community: true,
    sources: [
      'https://doc.workday.com/admin-guide/en-us/authentication-and-security/authentication/oauth/dan1370797831010.html',
      'https://documentation.sailpoint.com/connectors/workday_accounts/help/integrating_workday_accounts/create_api_client_for_integration.html',
    ],
  };
  readonly quirks = ['Which addresses a tenant has is shown in View API Clients; they depend on the data centre.'];

  readonly methods = [
    method({
      key: 'oauth2',
      title: 'OAuth 2.0',
      fields: {
        host: hostLabel(
          'Services host',
          'The first part of the REST API endpoint of View API Clients, such as wd2-impl-services1',
        ),
        loginHost: hostLabel(
          'Login host',
          'The first part of the authorization endpoint of View API Clients, such as impl',
        ),
        tenant: text('Tenant', 'The last part of that endpoint', {
          pattern: { source: '[A-Za-z0-9_-]+', hint: 'is the name of a Workday tenant' },
        }),
        clientId: text('Client ID', 'Workday, View API Clients, the client'),
        clientSecret: secret('Client Secret', 'Workday, View API Clients, the client'),
      },
      setup: [
        'In Workday, run the task Register API Client; choose Authorization Code Grant and Bearer, and tick Non-Expiring Refresh Tokens.',
        'Paste the Redirection URI of this form into Redirection URI.',
        'Choose the functional areas that the client may reach.',
        'Copy Client ID and Client Secret into this form.',
      ],
      scheme: {
        kind: 'authorization-code',
        client: ({ clientId, clientSecret }) => ({ id: clientId, secret: clientSecret, sentIn: 'basic-header' }),
        authorizeUrl: ({ loginHost, tenant }) => `https://${loginHost}.workday.com/${tenant}/authorize`,
        tokenUrl: ({ host, tenant }) => `https://${host}.workday.com/ccx/oauth2/${tenant}/token`,
        scopes: [],
        pkce: 'none',
        redirectUriLabel: 'Redirection URI',
      },
      renewal: {
        rates: ALL_RENEWAL_RATES,
        defaultRate: 'disabled',
        rotatesRefreshToken: 'optional',
      },
      hosts: ({ host }) => [`${host.toLowerCase()}.workday.com`],
      baseUrl: ({ host, tenant }) => `https://${host}.workday.com/ccx/api/v1/${tenant}`,
      probe: ({ host, tenant }) => ({
        kind: 'request',
        method: 'GET',
        url: `https://${host}.workday.com/ccx/api/v1/${tenant}/workers/me`,
        identity: ['descriptor'],
      }),
    }),
  ];
}
