import { Injectable } from '@nestjs/common';
import { type Connector, method } from '../../contract/connector.js';
import type { Evidence } from '../../contract/evidence.js';
import { secret, text } from '../../contract/fields.js';
import { ALL_RENEWAL_RATES } from '../../contract/renewal-facts.js';

/** Calls, messages and users. */
@Injectable()
export class RingCentralConnector implements Connector {
  readonly key = 'ringcentral';
  readonly title = 'RingCentral';
  readonly docs = 'https://developers.ringcentral.com/guide/authentication/auth-code-flow';
  readonly category = 'communication';
  readonly hosts = ['platform.ringcentral.com'];
  readonly evidence: Evidence = {
    verified: [],
    community: true,
    sources: ['https://developers.ringcentral.com/guide/authentication/auth-code-flow'],
  };

  readonly methods = [
    method({
      key: 'oauth2',
      title: 'OAuth 2.0',
      fields: {
        clientId: text('Client ID', 'RingCentral developer console, the app, Credentials'),
        clientSecret: secret('Client Secret', 'RingCentral developer console, the app, Credentials'),
      },
      setup: [
        'In the RingCentral developer console, select Create App > REST API App, with 3-legged OAuth.',
        'Paste the OAuth Redirect URI of this form into OAuth Redirect URI.',
        'Copy Client ID and Client Secret into this form.',
      ],
      scheme: {
        kind: 'authorization-code',
        client: ({ clientId, clientSecret }) => ({ id: clientId, secret: clientSecret, sentIn: 'basic-header' }),
        authorizeUrl: () => 'https://platform.ringcentral.com/restapi/oauth/authorize',
        tokenUrl: () => 'https://platform.ringcentral.com/restapi/oauth/token',
        scopes: [],
        pkce: 'none',
        redirectUriLabel: 'OAuth Redirect URI',
      },
      renewal: {
        rates: ALL_RENEWAL_RATES,
        defaultRate: 'disabled',
        rotatesRefreshToken: 'optional',
      },
      baseUrl: () => 'https://platform.ringcentral.com/restapi/v1.0',
      probe: () => ({
        kind: 'request',
        method: 'GET',
        url: 'https://platform.ringcentral.com/restapi/v1.0/account/~/extension/~',
        identity: ['contact.email', 'name'],
      }),
    }),
  ];
}
