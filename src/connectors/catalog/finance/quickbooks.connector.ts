import { Injectable } from '@nestjs/common';
import { type Connector, method } from '../../contract/connector.js';
import type { Evidence } from '../../contract/evidence.js';
import { choice, secret, text } from '../../contract/fields.js';
import { ALL_RENEWAL_RATES } from '../../contract/renewal-facts.js';

/** Invoices, customers and accounts. */
@Injectable()
export class QuickBooksConnector implements Connector {
  readonly key = 'quickbooks';
  readonly title = 'QuickBooks Online';
  readonly docs = 'https://developer.intuit.com/app/developer/qbo/docs/develop/authentication-and-authorization/faq';
  readonly category = 'finance';
  readonly hosts = ['oauth.platform.intuit.com', 'quickbooks.api.intuit.com', 'sandbox-quickbooks.api.intuit.com'];
  readonly evidence: Evidence = {
    verified: ['lifetimes', 'rotation'],
    community: true,
    sources: [
      'https://developer.intuit.com/app/developer/qbo/docs/develop/authentication-and-authorization/faq',
      'https://github.com/intuit/QuickBooks-V3-Java-SDK/releases/tag/v6.5.4',
      'https://github.com/IntuitDeveloper/OAuth2-Dotnet_UsingSDK/blob/master/docs/help/Tokens.md',
      'https://github.com/pilcrowonpaper/arctic',
    ],
  };
  readonly quirks = [
    'A refresh token ends after five years at the latest, however much it is used.',
    'The refresh token changes about once a day; the newest must be kept.',
  ];

  readonly methods = [
    method({
      key: 'oauth2',
      title: 'OAuth 2.0',
      fields: {
        environment: choice('Environment', 'Which keys of the app are used', {
          production: 'Production',
          sandbox: 'Sandbox',
        }),
        companyId: text('Company ID', 'QuickBooks > Account and settings > Billing, Company ID', {
          pattern: { source: '[0-9]+', hint: 'is a number' },
        }),
        clientId: text('Client ID', 'Intuit developer portal, the app, Keys & credentials'),
        clientSecret: secret('Client Secret', 'Intuit developer portal, the app, Keys & credentials'),
      },
      setup: [
        'In the Intuit developer portal, create an app for QuickBooks Online and Payments with the scope com.intuit.quickbooks.accounting.',
        'Paste the Redirect URI of this form into Settings > Redirect URIs.',
        'Copy the company ID from Account and settings > Billing of QuickBooks.',
        'Copy Client ID and Client Secret into this form.',
      ],
      scheme: {
        kind: 'authorization-code',
        client: ({ clientId, clientSecret }) => ({ id: clientId, secret: clientSecret, sentIn: 'basic-header' }),
        authorizeUrl: () => 'https://appcenter.intuit.com/connect/oauth2',
        tokenUrl: () => 'https://oauth.platform.intuit.com/oauth2/v1/tokens/bearer',
        scopes: ['com.intuit.quickbooks.accounting'],
        pkce: 'none',
        redirectUriLabel: 'Redirect URI',
      },
      renewal: {
        rates: ALL_RENEWAL_RATES,
        defaultRate: 'disabled',
        accessLifetime: { seconds: 3_600 },
        rotatesRefreshToken: 'optional',
        refreshLifetime: { seconds: 157_680_000, from: 'consent' },
        refreshIdle: { seconds: 8_640_000 },
      },
      baseUrl: (values) => `https://${apiHost(values)}/v3/company/${encodeURIComponent(values.companyId)}`,
      probe: (values) => ({
        kind: 'request',
        method: 'GET',
        url: `https://${apiHost(values)}/v3/company/${encodeURIComponent(values.companyId)}/companyinfo/${encodeURIComponent(values.companyId)}`,
        headers: { accept: 'application/json' },
        identity: ['CompanyInfo.CompanyName'],
      }),
    }),
  ];
}

function apiHost({ environment }: { readonly environment: string }): string {
  return environment === 'sandbox' ? 'sandbox-quickbooks.api.intuit.com' : 'quickbooks.api.intuit.com';
}
