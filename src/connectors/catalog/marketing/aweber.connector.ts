import { Injectable } from '@nestjs/common';
import { type Connector, method } from '../../contract/connector.js';
import type { Evidence } from '../../contract/evidence.js';
import { secret, text } from '../../contract/fields.js';
import { ALL_RENEWAL_RATES } from '../../contract/renewal-facts.js';

/** Subscribers, lists and broadcasts. */
@Injectable()
export class AweberConnector implements Connector {
  readonly key = 'aweber';
  readonly title = 'AWeber';
  readonly docs = 'https://api.aweber.com/#tag/OAuth-2.0-Overview';
  readonly category = 'marketing';
  readonly hosts = ['auth.aweber.com', 'api.aweber.com'];
  readonly evidence: Evidence = {
    verified: [],
    community: true,
    sources: [
      'https://api.aweber.com/#tag/OAuth-2.0-Overview',
      'https://github.com/simov/grant/blob/master/config/oauth.json',
    ],
  };

  readonly methods = [
    method({
      key: 'oauth2',
      title: 'OAuth 2.0',
      fields: {
        clientId: text('Client ID', 'AWeber Labs > My Apps, the app'),
        clientSecret: secret('Client Secret', 'AWeber Labs > My Apps, the app'),
      },
      setup: [
        'At labs.aweber.com, select My Apps > Create A New App.',
        'Paste the Redirect URI of this form into OAuth Redirect URL.',
        'Copy Client ID and Client Secret into this form.',
      ],
      scheme: {
        kind: 'authorization-code',
        client: ({ clientId, clientSecret }) => ({ id: clientId, secret: clientSecret, sentIn: 'basic-header' }),
        authorizeUrl: () => 'https://auth.aweber.com/oauth2/authorize',
        tokenUrl: () => 'https://auth.aweber.com/oauth2/token',
        scopes: ['account.read', 'list.read', 'subscriber.read', 'subscriber.write'],
        pkce: 'none',
        redirectUriLabel: 'OAuth Redirect URL',
      },
      renewal: {
        rates: ALL_RENEWAL_RATES,
        defaultRate: 'disabled',
        rotatesRefreshToken: 'optional',
      },
      baseUrl: () => 'https://api.aweber.com/1.0',
      probe: () => ({
        kind: 'request',
        method: 'GET',
        url: 'https://api.aweber.com/1.0/accounts',
        identity: ['entries.0.company'],
      }),
    }),
  ];
}
