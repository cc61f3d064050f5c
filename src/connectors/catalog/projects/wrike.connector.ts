import { Injectable } from '@nestjs/common';
import { type Connector, method } from '../../contract/connector.js';
import type { Evidence } from '../../contract/evidence.js';
import { secret, text } from '../../contract/fields.js';
import { ALL_RENEWAL_RATES } from '../../contract/renewal-facts.js';

/** Projects, folders and tasks. */
@Injectable()
export class WrikeConnector implements Connector {
  readonly key = 'wrike';
  readonly title = 'Wrike';
  readonly docs = 'https://developers.wrike.com/oauth-20-authorization/';
  readonly category = 'projects';
  readonly hosts = ['*.wrike.com'];
  readonly evidence: Evidence = {
    verified: [],
    community: true,
    sources: [
      'https://developers.wrike.com/oauth-20-authorization/',
      'https://github.com/simov/grant/blob/master/config/oauth.json',
    ],
  };
  readonly quirks = ['The host of the account comes with the token.'];

  readonly methods = [
    method({
      key: 'oauth2',
      title: 'OAuth 2.0',
      fields: {
        clientId: text('Client ID', 'Wrike > Apps & Integrations > API, the app'),
        clientSecret: secret('Client Secret', 'Wrike > Apps & Integrations > API, the app'),
      },
      setup: [
        'In Wrike, open Apps & Integrations > API and create an app.',
        'Paste the Redirect URI of this form into Redirect URI.',
        'Copy Client ID and Client Secret into this form.',
      ],
      scheme: {
        kind: 'authorization-code',
        client: ({ clientId, clientSecret }) => ({ id: clientId, secret: clientSecret, sentIn: 'body' }),
        authorizeUrl: () => 'https://login.wrike.com/oauth2/authorize/v4',
        tokenUrl: () => 'https://login.wrike.com/oauth2/token',
        scopes: [],
        pkce: 'none',
        redirectUriLabel: 'Redirect URI',
        answer: { account: 'host' },
      },
      renewal: {
        rates: ALL_RENEWAL_RATES,
        defaultRate: 'disabled',
        rotatesRefreshToken: 'optional',
      },
      baseUrl: () => 'https://www.wrike.com/api/v4',
      probe: () => ({
        kind: 'request',
        method: 'GET',
        url: 'https://www.wrike.com/api/v4/contacts?me=true',
        identity: ['data.0.profiles.0.email'],
      }),
    }),
  ];
}
