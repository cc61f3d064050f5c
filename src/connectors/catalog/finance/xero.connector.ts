import { Injectable } from '@nestjs/common';
import { type Connector, method } from '../../contract/connector.js';
import type { Evidence } from '../../contract/evidence.js';
import { secret, text } from '../../contract/fields.js';
import { ALL_RENEWAL_RATES } from '../../contract/renewal-facts.js';

/** Invoices, contacts and accounts. */
@Injectable()
export class XeroConnector implements Connector {
  readonly key = 'xero';
  readonly title = 'Xero';
  readonly docs = 'https://developer.xero.com/documentation/guides/oauth2/auth-flow/';
  readonly category = 'finance';
  readonly hosts = ['identity.xero.com', 'api.xero.com'];
  readonly evidence: Evidence = {
    verified: ['offline-access', 'pkce', 'lifetimes', 'rotation'],
    community: true,
    sources: [
      'https://developer.xero.com/documentation/guides/oauth2/auth-flow/',
      'https://developer.xero.com/faq/oauth2',
    ],
  };
  readonly quirks = [
    'One consent can reach several organizations; each call names one in the header Xero-Tenant-Id, from /connections.',
    'Xero takes a spent refresh token again for thirty minutes when the answer was lost.',
  ];

  readonly methods = [
    method({
      key: 'oauth2',
      title: 'OAuth 2.0',
      fields: {
        clientId: text('Client ID', 'Xero developer portal, the app, Configuration'),
        clientSecret: secret('Client Secret', 'Xero developer portal, the app, Configuration'),
      },
      setup: [
        'In the Xero developer portal, select New app and choose Web app.',
        'Paste the Redirect URI of this form into Configuration > Redirect URIs.',
        'Generate a secret, which is shown once.',
        'Copy Client ID and Client Secret into this form.',
      ],
      scheme: {
        kind: 'authorization-code',
        client: ({ clientId, clientSecret }) => ({ id: clientId, secret: clientSecret, sentIn: 'basic-header' }),
        authorizeUrl: () => 'https://login.xero.com/identity/connect/authorize',
        tokenUrl: () => 'https://identity.xero.com/connect/token',
        scopes: [
          'openid',
          'profile',
          'email',
          'offline_access',
          'accounting.transactions',
          'accounting.contacts',
          'accounting.settings.read',
        ],
        pkce: 'none',
        redirectUriLabel: 'Redirect URI',
      },
      renewal: {
        rates: ALL_RENEWAL_RATES,
        defaultRate: 'disabled',
        accessLifetime: { seconds: 1_800 },
        rotatesRefreshToken: 'always',
        replayWindowSeconds: 1_800,
        refreshIdle: { seconds: 5_184_000 },
      },
      baseUrl: () => 'https://api.xero.com',
      probe: () => ({
        kind: 'request',
        method: 'GET',
        url: 'https://api.xero.com/connections',
        identity: ['0.tenantName'],
      }),
    }),
  ];
}
