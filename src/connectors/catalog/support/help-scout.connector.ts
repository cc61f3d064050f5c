import { Injectable } from '@nestjs/common';
import { type Connector, method } from '../../contract/connector.js';
import type { Evidence } from '../../contract/evidence.js';
import { secret, text } from '../../contract/fields.js';
import { ALL_RENEWAL_RATES } from '../../contract/renewal-facts.js';

/** Conversations and customers. */
@Injectable()
export class HelpScoutConnector implements Connector {
  readonly key = 'help-scout';
  readonly title = 'Help Scout';
  readonly docs = 'https://developer.helpscout.com/mailbox-api/overview/authentication/';
  readonly category = 'support';
  readonly hosts = ['api.helpscout.net'];
  readonly evidence: Evidence = {
    verified: [],
    community: true,
    sources: ['https://developer.helpscout.com/mailbox-api/overview/authentication/'],
  };

  readonly methods = [
    method({
      key: 'oauth2',
      title: 'OAuth 2.0',
      fields: {
        clientId: text('App ID', 'Help Scout > Your profile > My Apps, the app'),
        clientSecret: secret('App Secret', 'Help Scout > Your profile > My Apps, the app'),
      },
      setup: [
        'In Help Scout, open Your profile > My Apps > Create My App.',
        'Paste the Redirection URL of this form into Redirection URL.',
        'Copy App ID and App Secret into this form.',
      ],
      scheme: {
        kind: 'authorization-code',
        client: ({ clientId, clientSecret }) => ({ id: clientId, secret: clientSecret, sentIn: 'body' }),
        authorizeUrl: () => 'https://secure.helpscout.net/authentication/authorizeClientApplication',
        tokenUrl: () => 'https://api.helpscout.net/v2/oauth2/token',
        scopes: [],
        pkce: 'none',
        redirectUriLabel: 'Redirection URL',
      },
      renewal: {
        rates: ALL_RENEWAL_RATES,
        defaultRate: 'disabled',
        rotatesRefreshToken: 'optional',
      },
      baseUrl: () => 'https://api.helpscout.net/v2',
      probe: () => ({
        kind: 'request',
        method: 'GET',
        url: 'https://api.helpscout.net/v2/users/me',
        identity: ['email'],
      }),
    }),
  ];
}
