import { Injectable } from '@nestjs/common';
import { type Connector, method } from '../../contract/connector.js';
import type { Evidence } from '../../contract/evidence.js';
import { secret, text } from '../../contract/fields.js';
import { ALL_RENEWAL_RATES } from '../../contract/renewal-facts.js';

/** Contacts, companies, deals and tickets. */
@Injectable()
export class HubSpotConnector implements Connector {
  readonly key = 'hubspot';
  readonly title = 'HubSpot';
  readonly docs = 'https://developers.hubspot.com/docs/api-reference/auth-oauth-v3/guide';
  readonly category = 'crm';
  readonly hosts = ['api.hubapi.com'];
  readonly evidence: Evidence = {
    verified: ['addresses', 'client', 'lifetimes', 'screens'],
    community: true,
    sources: [
      'https://developers.hubspot.com/docs/api-reference/auth-oauth-v3/guide',
      'https://github.com/nextauthjs/next-auth/tree/main/packages/core/src/providers',
    ],
  };
  readonly quirks = [
    'The scopes of the request must be those of the app.',
    'The token address of version 1 still answers, but is no longer the documented one.',
  ];

  readonly methods = [
    method({
      key: 'oauth2',
      title: 'OAuth 2.0',
      fields: {
        clientId: text('Client ID', 'HubSpot developer account, the app, Auth tab'),
        clientSecret: secret('Client Secret', 'HubSpot developer account, the app, Auth tab'),
      },
      setup: [
        'In a HubSpot developer account, create a public app.',
        'Paste the Redirect URL of this form into Auth > Redirect URLs.',
        'Add the scopes oauth, crm.objects.contacts.read, crm.objects.contacts.write and crm.objects.companies.read.',
        'Copy Client ID and Client Secret into this form.',
      ],
      scheme: {
        kind: 'authorization-code',
        client: ({ clientId, clientSecret }) => ({ id: clientId, secret: clientSecret, sentIn: 'body' }),
        authorizeUrl: () => 'https://app.hubspot.com/oauth/authorize',
        tokenUrl: () => 'https://api.hubapi.com/oauth/v3/token',
        scopes: ['oauth', 'crm.objects.contacts.read', 'crm.objects.contacts.write', 'crm.objects.companies.read'],
        pkce: 'none',
        redirectUriLabel: 'Redirect URL',
      },
      renewal: {
        rates: ALL_RENEWAL_RATES,
        defaultRate: 'disabled',
        accessLifetime: { seconds: 1_800 },
        rotatesRefreshToken: 'optional',
      },
      baseUrl: () => 'https://api.hubapi.com',
      probe: () => ({
        kind: 'request',
        method: 'GET',
        url: 'https://api.hubapi.com/account-info/v3/details',
        identity: ['portalId', 'accountType'],
      }),
    }),
  ];
}
