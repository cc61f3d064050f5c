import { Injectable } from '@nestjs/common';
import { type Connector, method } from '../../contract/connector.js';
import type { Evidence } from '../../contract/evidence.js';
import { secret, text } from '../../contract/fields.js';
import { ALL_RENEWAL_RATES } from '../../contract/renewal-facts.js';

/** Conversations, contacts and messages. */
@Injectable()
export class FrontConnector implements Connector {
  readonly key = 'front';
  readonly title = 'Front';
  readonly docs = 'https://dev.frontapp.com/docs/oauth';
  readonly category = 'support';
  readonly hosts = ['app.frontapp.com', 'api2.frontapp.com'];
  readonly evidence: Evidence = {
    verified: [],
    community: true,
    sources: ['https://dev.frontapp.com/docs/oauth'],
  };

  readonly methods = [
    method({
      key: 'oauth2',
      title: 'OAuth 2.0',
      fields: {
        clientId: text('Client ID', 'Front > Settings > Developers, the app, OAuth'),
        clientSecret: secret('Client Secret', 'Front > Settings > Developers, the app, OAuth'),
      },
      setup: [
        'In Front, open Settings > Developers > Create app and add the feature OAuth.',
        'Paste the Redirect URL of this form into Redirect URLs.',
        'Copy Client ID and Client Secret into this form.',
      ],
      scheme: {
        kind: 'authorization-code',
        client: ({ clientId, clientSecret }) => ({ id: clientId, secret: clientSecret, sentIn: 'basic-header' }),
        authorizeUrl: () => 'https://app.frontapp.com/oauth/authorize',
        tokenUrl: () => 'https://app.frontapp.com/oauth/token',
        scopes: [],
        pkce: 'none',
        redirectUriLabel: 'Redirect URL',
      },
      renewal: {
        rates: ALL_RENEWAL_RATES,
        defaultRate: 'disabled',
        rotatesRefreshToken: 'optional',
      },
      baseUrl: () => 'https://api2.frontapp.com',
      probe: () => ({ kind: 'request', method: 'GET', url: 'https://api2.frontapp.com/me', identity: ['name'] }),
    }),
  ];
}
