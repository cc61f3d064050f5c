import { Injectable } from '@nestjs/common';
import { type Connector, method } from '../../contract/connector.js';
import type { Evidence } from '../../contract/evidence.js';
import { secret, text } from '../../contract/fields.js';
import { ALL_RENEWAL_RATES } from '../../contract/renewal-facts.js';

/** Time, expenses and invoices. */
@Injectable()
export class HarvestConnector implements Connector {
  readonly key = 'harvest';
  readonly title = 'Harvest';
  readonly docs = 'https://help.getharvest.com/api-v2/authentication-api/authentication/authentication/';
  readonly category = 'projects';
  readonly hosts = ['id.getharvest.com', 'api.harvestapp.com'];
  readonly evidence: Evidence = {
    verified: [],
    community: true,
    sources: ['https://help.getharvest.com/api-v2/authentication-api/authentication/authentication/'],
  };
  readonly quirks = ['Calls name the account in the header Harvest-Account-Id.'];

  readonly methods = [
    method({
      key: 'oauth2',
      title: 'OAuth 2.0',
      fields: {
        clientId: text('Client ID', 'Harvest ID > Developers, the OAuth2 application'),
        clientSecret: secret('Client Secret', 'Harvest ID > Developers, the OAuth2 application'),
      },
      setup: [
        'At id.getharvest.com/developers, select Create new OAuth2 application.',
        'Paste the Redirect URL of this form into Redirect URL.',
        'Copy Client ID and Client Secret into this form.',
      ],
      scheme: {
        kind: 'authorization-code',
        client: ({ clientId, clientSecret }) => ({ id: clientId, secret: clientSecret, sentIn: 'body' }),
        authorizeUrl: () => 'https://id.getharvest.com/oauth2/authorize',
        tokenUrl: () => 'https://id.getharvest.com/api/v2/oauth2/token',
        scopes: [],
        pkce: 'none',
        redirectUriLabel: 'Redirect URL',
      },
      renewal: {
        rates: ALL_RENEWAL_RATES,
        defaultRate: 'disabled',
        rotatesRefreshToken: 'optional',
      },
      baseUrl: () => 'https://api.harvestapp.com/v2',
      probe: () => ({
        kind: 'request',
        method: 'GET',
        url: 'https://api.harvestapp.com/v2/users/me',
        identity: ['email'],
      }),
    }),
  ];
}
