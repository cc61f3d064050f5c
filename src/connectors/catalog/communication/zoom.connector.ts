import { Injectable } from '@nestjs/common';
import { type Connector, method } from '../../contract/connector.js';
import type { Evidence } from '../../contract/evidence.js';
import { secret, text } from '../../contract/fields.js';
import { ALL_RENEWAL_RATES } from '../../contract/renewal-facts.js';

/** Meetings, webinars and users. */
@Injectable()
export class ZoomConnector implements Connector {
  readonly key = 'zoom';
  readonly title = 'Zoom';
  readonly docs = 'https://developers.zoom.us/docs/integrations/oauth/';
  readonly category = 'communication';
  readonly hosts = ['zoom.us', 'api.zoom.us'];
  readonly evidence: Evidence = {
    verified: ['addresses', 'client', 'lifetimes', 'rotation'],
    community: true,
    sources: [
      'https://developers.zoom.us/docs/integrations/oauth/',
      'https://devsupport.zoom.us/hc/en-us/articles/360060332931-Extending-the-expiration-for-an-OAuth-access-token',
      'https://github.com/nextauthjs/next-auth/tree/main/packages/core/src/providers',
    ],
  };
  readonly quirks = [
    'Only the newest refresh token is taken.',
    'Scopes are chosen in the App Marketplace, not in the request.',
  ];

  readonly methods = [
    method({
      key: 'oauth2',
      title: 'OAuth 2.0',
      fields: {
        clientId: text('Client ID', 'Zoom App Marketplace, the app, Basic Information > App Credentials'),
        clientSecret: secret('Client Secret', 'Zoom App Marketplace, the app, Basic Information > App Credentials'),
      },
      setup: [
        'In the Zoom App Marketplace, select Develop > Build App > General App.',
        'Paste the Redirect URI of this form into OAuth Redirect URL, and into the OAuth Allow Lists.',
        'Under Scopes, add user:read:user and what the app needs.',
        'Copy Client ID and Client Secret into this form.',
      ],
      scheme: {
        kind: 'authorization-code',
        client: ({ clientId, clientSecret }) => ({ id: clientId, secret: clientSecret, sentIn: 'basic-header' }),
        authorizeUrl: () => 'https://zoom.us/oauth/authorize',
        tokenUrl: () => 'https://zoom.us/oauth/token',
        scopes: [],
        pkce: 'S256',
        redirectUriLabel: 'OAuth Redirect URL',
      },
      renewal: {
        rates: ALL_RENEWAL_RATES,
        defaultRate: 'disabled',
        accessLifetime: { seconds: 3_600 },
        rotatesRefreshToken: 'always',
      },
      baseUrl: () => 'https://api.zoom.us/v2',
      probe: () => ({ kind: 'request', method: 'GET', url: 'https://api.zoom.us/v2/users/me', identity: ['email'] }),
    }),
    method({
      key: 'server-to-server',
      title: 'Server-to-Server OAuth',
      fields: {
        accountId: text('Account ID', 'Zoom App Marketplace, the app, App Credentials'),
        clientId: text('Client ID', 'Zoom App Marketplace, the app, App Credentials'),
        clientSecret: secret('Client Secret', 'Zoom App Marketplace, the app, App Credentials'),
      },
      setup: [
        'In the Zoom App Marketplace, select Develop > Build App > Server-to-Server OAuth App.',
        'Under Scopes, add user:read:admin and what the app needs.',
        'Activate the app, and copy Account ID, Client ID and Client Secret into this form.',
      ],
      scheme: {
        kind: 'client-credentials',
        client: ({ clientId, clientSecret }) => ({ id: clientId, secret: clientSecret, sentIn: 'basic-header' }),
        tokenUrl: () => 'https://zoom.us/oauth/token',
        tokenParams: ({ accountId }) => ({ grant_type: 'account_credentials', account_id: accountId }),
        scopes: [],
      },
      renewal: {
        rates: ALL_RENEWAL_RATES,
        defaultRate: 'disabled',
        accessLifetime: { seconds: 3_600 },
        rotatesRefreshToken: 'never',
      },
      baseUrl: () => 'https://api.zoom.us/v2',
      probe: () => ({ kind: 'request', method: 'GET', url: 'https://api.zoom.us/v2/users?page_size=1' }),
    }),
  ];
}
