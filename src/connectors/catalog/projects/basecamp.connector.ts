import { Injectable } from '@nestjs/common';
import { type Connector, method } from '../../contract/connector.js';
import type { Evidence } from '../../contract/evidence.js';
import { secret, text } from '../../contract/fields.js';
import { ALL_RENEWAL_RATES } from '../../contract/renewal-facts.js';

/** Projects, to-dos and messages. */
@Injectable()
export class BasecampConnector implements Connector {
  readonly key = 'basecamp';
  readonly title = 'Basecamp';
  readonly docs = 'https://github.com/basecamp/api/blob/master/sections/authentication.md';
  readonly category = 'projects';
  readonly hosts = ['launchpad.37signals.com', '3.basecampapi.com'];
  readonly evidence: Evidence = {
    verified: [],
    community: true,
    sources: [
      'https://github.com/basecamp/api/blob/master/sections/authentication.md',
      'https://github.com/simov/grant/blob/master/config/oauth.json',
    ],
  };
  readonly quirks = ['The number of the account is part of every address; authorization.json lists it.'];

  readonly methods = [
    method({
      key: 'oauth2',
      title: 'OAuth 2.0',
      fields: {
        clientId: text('Client ID', 'launchpad.37signals.com/integrations, the integration'),
        clientSecret: secret('Client Secret', 'launchpad.37signals.com/integrations, the integration'),
      },
      setup: [
        'At launchpad.37signals.com/integrations, register an integration.',
        'Paste the Redirect URI of this form into Redirect URI.',
        'Copy Client ID and Client Secret into this form.',
      ],
      scheme: {
        kind: 'authorization-code',
        client: ({ clientId, clientSecret }) => ({ id: clientId, secret: clientSecret, sentIn: 'body' }),
        authorizeUrl: () => 'https://launchpad.37signals.com/authorization/new',
        tokenUrl: () => 'https://launchpad.37signals.com/authorization/token',
        scopes: [],
        pkce: 'none',
        redirectUriLabel: 'Redirect URI',
      },
      renewal: {
        rates: ALL_RENEWAL_RATES,
        defaultRate: 'disabled',
        rotatesRefreshToken: 'optional',
      },
      baseUrl: () => 'https://3.basecampapi.com',
      probe: () => ({
        kind: 'request',
        method: 'GET',
        url: 'https://launchpad.37signals.com/authorization.json',
        identity: ['identity.email_address'],
      }),
    }),
  ];
}
