import { Injectable } from '@nestjs/common';
import { type Connector, method } from '../../contract/connector.js';
import type { Evidence } from '../../contract/evidence.js';
import { choice, secret, text } from '../../contract/fields.js';
import { ALL_RENEWAL_RATES } from '../../contract/renewal-facts.js';

/** Bookkeeping, invoices and relations. */
@Injectable()
export class ExactOnlineConnector implements Connector {
  readonly key = 'exact-online';
  readonly title = 'Exact Online';
  readonly docs = 'https://support.exactonline.com/community/s/knowledge-base#All-All-DNO-Content-gettingstarted';
  readonly category = 'finance';
  readonly hosts = [];
  readonly evidence: Evidence = {
    verified: [],
    community: true,
    sources: [
      'https://support.exactonline.com/community/s/knowledge-base#All-All-DNO-Content-gettingstarted',
      'https://forums.invantive.com/t/wat-is-de-levensduur-van-een-oauth-access-token-op-exact-online/1419',
      'https://sqlkover.com/azure-data-factory-and-the-exact-online-rest-api-fetching-your-first-refresh-access-tokens',
    ],
  };
  readonly quirks = [
    'A token may be renewed no earlier than nine and a half minutes after its issue, and works for ten.',
    'Most addresses name a division; current/Me says which.',
  ];

  readonly methods = [
    method({
      key: 'oauth2',
      title: 'OAuth 2.0',
      fields: {
        site: choice('Country', 'Where you sign in to Exact Online', {
          'start.exactonline.nl': 'Netherlands',
          'start.exactonline.be': 'Belgium',
          'start.exactonline.de': 'Germany',
          'start.exactonline.co.uk': 'United Kingdom',
          'start.exactonline.fr': 'France',
          'start.exactonline.es': 'Spain',
        }),
        clientId: text('Client ID', 'Exact Online App Center, the app'),
        clientSecret: secret('Client Secret', 'Exact Online App Center, the app'),
      },
      setup: [
        'In the Exact Online App Center, select Manage my apps > Register a testing app.',
        'Paste the Redirect URI of this form into Redirect URI.',
        'Copy Client ID and Client Secret into this form.',
      ],
      scheme: {
        kind: 'authorization-code',
        client: ({ clientId, clientSecret }) => ({ id: clientId, secret: clientSecret, sentIn: 'body' }),
        authorizeUrl: ({ site }) => `https://${site}/api/oauth2/auth`,
        tokenUrl: ({ site }) => `https://${site}/api/oauth2/token`,
        scopes: [],
        pkce: 'none',
        redirectUriLabel: 'Redirect URI',
      },
      renewal: {
        rates: ALL_RENEWAL_RATES,
        defaultRate: 'disabled',
        // As integrators report: renewed no earlier than 9.5 minutes after its issue.
        accessLifetime: { seconds: 600 },
        rotatesRefreshToken: 'always',
        refreshLifetime: { seconds: 2_592_000, from: 'renewal' },
      },
      hosts: ({ site }) => [site],
      baseUrl: ({ site }) => `https://${site}/api/v1`,
      probe: ({ site }) => ({
        kind: 'request',
        method: 'GET',
        url: `https://${site}/api/v1/current/Me?$select=CurrentDivision,UserName,Email`,
        headers: { accept: 'application/json' },
        identity: ['d.results.0.Email', 'd.results.0.UserName'],
      }),
    }),
  ];
}
