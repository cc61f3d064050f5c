import { Injectable } from '@nestjs/common';
import { type Connector, method } from '../../contract/connector.js';
import type { Evidence } from '../../contract/evidence.js';
import { choice, secret, text } from '../../contract/fields.js';

/** Contacts, companies and conversations. */
@Injectable()
export class IntercomConnector implements Connector {
  readonly key = 'intercom';
  readonly title = 'Intercom';
  readonly docs = 'https://developers.intercom.com/building-apps/docs/setting-up-oauth';
  readonly category = 'support';
  readonly hosts = ['api.intercom.io', 'api.eu.intercom.io', 'api.au.intercom.io'];
  readonly evidence: Evidence = {
    verified: ['addresses', 'client', 'screens'],
    community: true,
    sources: [
      'https://developers.intercom.com/building-apps/docs/setting-up-oauth',
      'https://intercom-developer-hub.readme.io/reference/using-oauth',
    ],
  };
  readonly quirks = ['A region has a host of its own.', 'Redirect URLs must begin with https.'];

  readonly methods = [
    method({
      key: 'oauth2',
      title: 'OAuth 2.0',
      fields: {
        region: choice('Region', 'Where the workspace is hosted', {
          us: 'United States',
          eu: 'Europe',
          au: 'Australia',
        }),
        clientId: text('Client ID', 'Intercom Developer Hub, the app, Basic information'),
        clientSecret: secret('Client Secret', 'Intercom Developer Hub, the app, Basic information'),
      },
      setup: [
        'In the Intercom Developer Hub, select New app.',
        'Open Authentication, tick Use OAuth, and paste the Redirect URL of this form.',
        'Tick the permissions of the app; they are not asked for in the request.',
        'Copy Client ID and Client Secret into this form.',
      ],
      scheme: {
        kind: 'authorization-code',
        client: ({ clientId, clientSecret }) => ({ id: clientId, secret: clientSecret, sentIn: 'body' }),
        authorizeUrl: () => 'https://app.intercom.com/oauth',
        tokenUrl: (values) => `https://${apiHost(values)}/auth/eagle/token`,
        scopes: [],
        pkce: 'none',
        redirectUriLabel: 'Redirect URL',
        answer: { accessToken: 'token' },
      },
      renewal: {
        rates: ['disabled'],
        defaultRate: 'disabled',
        rotatesRefreshToken: 'never',
        issuesRefreshToken: false,
      },
      baseUrl: (values) => `https://${apiHost(values)}`,
      probe: (values) => ({
        kind: 'request',
        method: 'GET',
        url: `https://${apiHost(values)}/me`,
        identity: ['email', 'name'],
      }),
    }),
  ];
}

function apiHost({ region }: { readonly region: string }): string {
  return region === 'us' ? 'api.intercom.io' : `api.${region}.intercom.io`;
}
