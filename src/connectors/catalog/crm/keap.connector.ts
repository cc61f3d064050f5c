import { Injectable } from '@nestjs/common';
import { type Connector, method } from '../../contract/connector.js';
import type { Evidence } from '../../contract/evidence.js';
import { secret, text } from '../../contract/fields.js';
import { ALL_RENEWAL_RATES } from '../../contract/renewal-facts.js';

/** Contacts, campaigns and orders. */
@Injectable()
export class KeapConnector implements Connector {
  readonly key = 'keap';
  readonly title = 'Keap';
  readonly docs = 'https://developer.infusionsoft.com/tutorials/making-oauth-requests-without-user-authorization/';
  readonly category = 'crm';
  readonly hosts = ['api.infusionsoft.com'];
  readonly evidence: Evidence = {
    verified: [],
    community: true,
    sources: ['https://developer.infusionsoft.com/tutorials/making-oauth-requests-without-user-authorization/'],
  };

  readonly methods = [
    method({
      key: 'oauth2',
      title: 'OAuth 2.0',
      fields: {
        clientId: text('Client ID', 'Keap Developer Portal, the app'),
        clientSecret: secret('Client Secret', 'Keap Developer Portal, the app'),
      },
      setup: [
        'In the Keap Developer Portal, create an app and enable the Keap API.',
        'Keep the Redirect URI of this form ready; Keap asks for none beforehand.',
        'Copy Client ID and Client Secret into this form.',
      ],
      scheme: {
        kind: 'authorization-code',
        client: ({ clientId, clientSecret }) => ({ id: clientId, secret: clientSecret, sentIn: 'body' }),
        authorizeUrl: () => 'https://accounts.infusionsoft.com/app/oauth/authorize',
        tokenUrl: () => 'https://api.infusionsoft.com/token',
        scopes: ['full'],
        pkce: 'none',
        redirectUriLabel: 'Redirect URI',
      },
      renewal: {
        rates: ALL_RENEWAL_RATES,
        defaultRate: 'disabled',
        rotatesRefreshToken: 'optional',
      },
      baseUrl: () => 'https://api.infusionsoft.com/crm/rest/v1',
      probe: () => ({
        kind: 'request',
        method: 'GET',
        url: 'https://api.infusionsoft.com/crm/rest/v1/oauth/connect/userinfo',
        identity: ['email'],
      }),
    }),
  ];
}
