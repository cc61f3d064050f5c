import { Injectable } from '@nestjs/common';
import { type Connector, method } from '../../contract/connector.js';
import type { Evidence } from '../../contract/evidence.js';
import { secret, text } from '../../contract/fields.js';
import { ALL_RENEWAL_RATES } from '../../contract/renewal-facts.js';

/** Contacts, lists and campaigns. */
@Injectable()
export class ConstantContactConnector implements Connector {
  readonly key = 'constant-contact';
  readonly title = 'Constant Contact';
  readonly docs = 'https://developer.constantcontact.com/api_guide/server_flow.html';
  readonly category = 'marketing';
  readonly hosts = ['authz.constantcontact.com', 'api.cc.email'];
  readonly evidence: Evidence = {
    verified: [],
    community: true,
    sources: ['https://developer.constantcontact.com/api_guide/server_flow.html'],
  };
  readonly quirks = ['Without the scope offline_access there is no refresh token.'];

  readonly methods = [
    method({
      key: 'oauth2',
      title: 'OAuth 2.0',
      fields: {
        clientId: text('Client ID', 'Constant Contact developer portal, My Applications'),
        clientSecret: secret('Client Secret', 'Constant Contact developer portal, My Applications'),
      },
      setup: [
        'In the Constant Contact developer portal, select New Application; choose Authorization Code Flow and Implicit Flow, and Rotating or Long Lived refresh tokens.',
        'Paste the Redirect URI of this form into Redirect URI.',
        'Copy Client ID and Client Secret into this form.',
      ],
      scheme: {
        kind: 'authorization-code',
        client: ({ clientId, clientSecret }) => ({ id: clientId, secret: clientSecret, sentIn: 'basic-header' }),
        authorizeUrl: () => 'https://authz.constantcontact.com/oauth2/default/v1/authorize',
        tokenUrl: () => 'https://authz.constantcontact.com/oauth2/default/v1/token',
        scopes: ['account_read', 'contact_data', 'campaign_data', 'offline_access'],
        pkce: 'none',
        redirectUriLabel: 'Redirect URI',
      },
      renewal: {
        rates: ALL_RENEWAL_RATES,
        defaultRate: 'disabled',
        rotatesRefreshToken: 'optional',
      },
      baseUrl: () => 'https://api.cc.email/v3',
      probe: () => ({
        kind: 'request',
        method: 'GET',
        url: 'https://api.cc.email/v3/account/summary',
        identity: ['contact_email', 'organization_name'],
      }),
    }),
  ];
}
