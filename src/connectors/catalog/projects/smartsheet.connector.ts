import { Injectable } from '@nestjs/common';
import { type Connector, method } from '../../contract/connector.js';
import type { Evidence } from '../../contract/evidence.js';
import { secret, text } from '../../contract/fields.js';
import { ALL_RENEWAL_RATES } from '../../contract/renewal-facts.js';

/** Sheets, rows and reports. */
@Injectable()
export class SmartsheetConnector implements Connector {
  readonly key = 'smartsheet';
  readonly title = 'Smartsheet';
  readonly docs = 'https://developers.smartsheet.com/api/smartsheet/guides/advanced-topics/oauth';
  readonly category = 'projects';
  readonly hosts = ['api.smartsheet.com'];
  readonly evidence: Evidence = {
    verified: ['addresses', 'client', 'lifetimes', 'screens'],
    community: true,
    sources: [
      'https://developers.smartsheet.com/api/smartsheet/guides/advanced-topics/oauth',
      'https://smartsheet.redoc.ly/tag/token',
      'https://github.com/simov/grant/blob/master/config/oauth.json',
    ],
  };
  readonly quirks = ['Developer Tools must be registered for first.'];

  readonly methods = [
    method({
      key: 'oauth2',
      title: 'OAuth 2.0',
      fields: {
        clientId: text('App client id', 'Smartsheet > Developer Tools, the app'),
        clientSecret: secret('App secret', 'Smartsheet > Developer Tools, the app'),
      },
      setup: [
        'In Smartsheet, open Account > Developer Tools and select Create New App.',
        'Paste the App redirect URL of this form into App redirect URL.',
        'Copy App client id and App secret into this form.',
      ],
      scheme: {
        kind: 'authorization-code',
        client: ({ clientId, clientSecret }) => ({ id: clientId, secret: clientSecret, sentIn: 'body' }),
        authorizeUrl: () => 'https://app.smartsheet.com/b/authorize',
        tokenUrl: () => 'https://api.smartsheet.com/2.0/token',
        scopes: ['READ_SHEETS', 'WRITE_SHEETS', 'SHARE_SHEETS'],
        pkce: 'none',
        redirectUriLabel: 'App redirect URL',
      },
      renewal: {
        rates: ALL_RENEWAL_RATES,
        defaultRate: 'disabled',
        accessLifetime: { seconds: 604_799 },
        rotatesRefreshToken: 'optional',
      },
      baseUrl: () => 'https://api.smartsheet.com/2.0',
      probe: () => ({
        kind: 'request',
        method: 'GET',
        url: 'https://api.smartsheet.com/2.0/users/me',
        identity: ['email'],
      }),
    }),
  ];
}
