import { Injectable } from '@nestjs/common';
import { type Connector, method } from '../../contract/connector.js';
import type { Evidence } from '../../contract/evidence.js';
import { secret, text } from '../../contract/fields.js';
import { ALL_RENEWAL_RATES } from '../../contract/renewal-facts.js';

/** Leads, opportunities and activities. */
@Injectable()
export class CloseConnector implements Connector {
  readonly key = 'close';
  readonly title = 'Close';
  readonly docs = 'https://developer.close.com/topics/authentication-oauth2/';
  readonly category = 'crm';
  readonly hosts = ['api.close.com'];
  readonly evidence: Evidence = {
    verified: [],
    community: true,
    sources: ['https://developer.close.com/topics/authentication-oauth2/'],
  };

  readonly methods = [
    method({
      key: 'oauth2',
      title: 'OAuth 2.0',
      fields: {
        clientId: text('Client ID', 'Close > Settings > Developer > OAuth Apps, the app'),
        clientSecret: secret('Client Secret', 'Close > Settings > Developer > OAuth Apps, the app'),
      },
      setup: [
        'In Close, open Settings > Developer > OAuth Apps and select Create App.',
        'Paste the Redirect URI of this form into Redirect URIs.',
        'Copy Client ID and Client Secret into this form.',
      ],
      scheme: {
        kind: 'authorization-code',
        client: ({ clientId, clientSecret }) => ({ id: clientId, secret: clientSecret, sentIn: 'body' }),
        authorizeUrl: () => 'https://app.close.com/oauth2/authorize/',
        tokenUrl: () => 'https://api.close.com/oauth2/token/',
        scopes: ['all.full_access', 'offline_access'],
        pkce: 'none',
        redirectUriLabel: 'Redirect URI',
      },
      renewal: {
        rates: ALL_RENEWAL_RATES,
        defaultRate: 'disabled',
        rotatesRefreshToken: 'optional',
      },
      baseUrl: () => 'https://api.close.com/api/v1',
      probe: () => ({ kind: 'request', method: 'GET', url: 'https://api.close.com/api/v1/me/', identity: ['email'] }),
    }),
  ];
}
