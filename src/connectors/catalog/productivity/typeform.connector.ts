import { Injectable } from '@nestjs/common';
import { type Connector, method } from '../../contract/connector.js';
import type { Evidence } from '../../contract/evidence.js';
import { secret, text } from '../../contract/fields.js';
import { ALL_RENEWAL_RATES } from '../../contract/renewal-facts.js';

/** Forms and their responses. */
@Injectable()
export class TypeformConnector implements Connector {
  readonly key = 'typeform';
  readonly title = 'Typeform';
  readonly docs = 'https://www.typeform.com/developers/get-started/applications/';
  readonly category = 'productivity';
  readonly hosts = ['api.typeform.com'];
  readonly evidence: Evidence = {
    verified: [],
    community: true,
    sources: [
      'https://www.typeform.com/developers/get-started/applications/',
      'https://github.com/simov/grant/blob/master/config/oauth.json',
    ],
  };
  readonly quirks = ['Without the scope offline there is no refresh token.'];

  readonly methods = [
    method({
      key: 'oauth2',
      title: 'OAuth 2.0',
      fields: {
        clientId: text('Client ID', 'Typeform > Developer apps, the app'),
        clientSecret: secret('Client Secret', 'Typeform > Developer apps, the app'),
      },
      setup: [
        'In Typeform, open your organization > Developer apps and select Register a new app.',
        'Paste the Redirect URI of this form into Redirect URI(s).',
        'Copy Client ID and Client Secret into this form.',
      ],
      scheme: {
        kind: 'authorization-code',
        client: ({ clientId, clientSecret }) => ({ id: clientId, secret: clientSecret, sentIn: 'body' }),
        authorizeUrl: () => 'https://api.typeform.com/oauth/authorize',
        tokenUrl: () => 'https://api.typeform.com/oauth/token',
        scopes: ['accounts:read', 'forms:read', 'responses:read', 'offline'],
        pkce: 'none',
        redirectUriLabel: 'Redirect URI',
      },
      renewal: {
        rates: ALL_RENEWAL_RATES,
        defaultRate: 'disabled',
        rotatesRefreshToken: 'optional',
      },
      baseUrl: () => 'https://api.typeform.com',
      probe: () => ({
        kind: 'request',
        method: 'GET',
        url: 'https://api.typeform.com/me',
        identity: ['email', 'alias'],
      }),
    }),
  ];
}
