import { Injectable } from '@nestjs/common';
import { type Connector, method } from '../../contract/connector.js';
import type { Evidence } from '../../contract/evidence.js';
import { hostLabel, secret, text } from '../../contract/fields.js';
import { ALL_RENEWAL_RATES } from '../../contract/renewal-facts.js';

/** Tickets, users and organizations. */
@Injectable()
export class ZendeskConnector implements Connector {
  readonly key = 'zendesk';
  readonly title = 'Zendesk';
  readonly docs = 'https://developer.zendesk.com/documentation/api-basics/authentication/refresh-token';
  readonly category = 'support';
  readonly hosts = [];
  readonly evidence: Evidence = {
    verified: ['addresses', 'offline-access', 'pkce', 'lifetimes', 'rotation'],
    community: true,
    sources: [
      'https://developer.zendesk.com/documentation/api-basics/authentication/refresh-token',
      'https://developer.zendesk.com/api-reference/ticketing/oauth/grant_type_tokens/',
      'https://github.com/simov/grant/blob/master/config/oauth.json',
    ],
  };
  readonly quirks = [
    'API tokens end for good on 30 April 2027; OAuth is what remains.',
    'Lifetimes are settings of the OAuth client.',
  ];

  readonly methods = [
    method({
      key: 'oauth2',
      title: 'OAuth 2.0',
      fields: {
        subdomain: hostLabel(
          'Subdomain',
          'The first part of the address of your Zendesk, such as acme in acme.zendesk.com',
        ),
        clientId: text('Identifier', 'Admin Center > Apps and integrations > APIs > OAuth clients, the client'),
        clientSecret: secret('Secret', 'Admin Center > Apps and integrations > APIs > OAuth clients, the client'),
      },
      setup: [
        'In the Admin Center, open Apps and integrations > APIs > OAuth clients and select Add OAuth client; choose Confidential.',
        'Paste the Redirect URL of this form into Redirect URLs.',
        'Copy Identifier and Secret, which is shown once, into this form.',
      ],
      scheme: {
        kind: 'authorization-code',
        client: ({ clientId, clientSecret }) => ({ id: clientId, secret: clientSecret, sentIn: 'body' }),
        authorizeUrl: ({ subdomain }) => `https://${subdomain}.zendesk.com/oauth/authorizations/new`,
        tokenUrl: ({ subdomain }) => `https://${subdomain}.zendesk.com/oauth/tokens`,
        scopes: ['read', 'write'],
        pkce: 'S256',
        redirectUriLabel: 'Redirect URL',
      },
      renewal: {
        rates: ALL_RENEWAL_RATES,
        defaultRate: 'disabled',
        accessLifetime: { seconds: 1_800, isSetting: true },
        rotatesRefreshToken: 'always',
        refreshLifetime: { seconds: 2_592_000, from: 'renewal', isSetting: true },
      },
      hosts: ({ subdomain }) => [`${subdomain.toLowerCase()}.zendesk.com`],
      baseUrl: ({ subdomain }) => `https://${subdomain}.zendesk.com/api/v2`,
      probe: ({ subdomain }) => ({
        kind: 'request',
        method: 'GET',
        url: `https://${subdomain}.zendesk.com/api/v2/users/me.json`,
        identity: ['user.email', 'user.name'],
      }),
    }),
  ];
}
