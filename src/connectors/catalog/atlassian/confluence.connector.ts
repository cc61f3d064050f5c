import { Injectable } from '@nestjs/common';
import { type Connector, method } from '../../contract/connector.js';
import type { Evidence } from '../../contract/evidence.js';
import { secret, text } from '../../contract/fields.js';
import { ALL_RENEWAL_RATES } from '../../contract/renewal-facts.js';

/** Spaces and pages. */
@Injectable()
export class ConfluenceConnector implements Connector {
  readonly key = 'confluence';
  readonly title = 'Confluence Cloud';
  readonly docs = 'https://developer.atlassian.com/cloud/confluence/oauth-2-3lo-apps/';
  readonly category = 'productivity';
  readonly hosts = ['auth.atlassian.com', 'api.atlassian.com'];
  readonly evidence: Evidence = {
    verified: ['addresses', 'offline-access', 'lifetimes', 'rotation'],
    community: true,
    sources: [
      'https://developer.atlassian.com/cloud/confluence/oauth-2-3lo-apps/',
      'https://community.developer.atlassian.com/t/refresh-token-expire-after-36000-seconds/60806/2',
      'https://github.com/nextauthjs/next-auth/tree/main/packages/core/src/providers',
      'https://github.com/python-social-auth/social-core/tree/master/social_core/backends',
    ],
  };
  readonly quirks = [
    'Scopes asked for must also be added to the app under Permissions.',
    'A product answers under the cloud id of its site, not under its host name.',
  ];

  readonly methods = [
    method({
      key: 'oauth2',
      title: 'OAuth 2.0',
      fields: {
        cloudId: text('Cloud ID', 'Open /_edge/tenant_info at the address of your site', {
          pattern: { source: '[0-9a-f-]{36}', hint: 'is an id such as 11223344-a1b2-3b33-c444-def123456789' },
        }),
        clientId: text('Client ID', 'Atlassian developer console, the app, Settings'),
        clientSecret: secret('Secret', 'Atlassian developer console, the app, Settings'),
      },
      setup: [
        'In the Atlassian developer console, select Create > OAuth 2.0 integration.',
        'Paste the Callback URL of this form into Authorization > OAuth 2.0 (3LO) > Callback URL.',
        'Under Permissions, add the APIs and the scopes read:me, read:confluence-content.all, write:confluence-content, read:confluence-space.summary.',
        'Copy Client ID and Secret into this form.',
      ],
      scheme: {
        kind: 'authorization-code',
        client: ({ clientId, clientSecret }) => ({ id: clientId, secret: clientSecret, sentIn: 'body' }),
        authorizeUrl: () => 'https://auth.atlassian.com/authorize',
        tokenUrl: () => 'https://auth.atlassian.com/oauth/token',
        // Without offline_access there is no refresh token.
        authorizeParams: { audience: 'api.atlassian.com', prompt: 'consent' },
        scopes: [
          'offline_access',
          'read:me',
          'read:confluence-content.all',
          'write:confluence-content',
          'read:confluence-space.summary',
        ],
        pkce: 'none',
        redirectUriLabel: 'Callback URL',
      },
      renewal: {
        rates: ALL_RENEWAL_RATES,
        defaultRate: 'disabled',
        accessLifetime: { seconds: 3_600 },
        rotatesRefreshToken: 'always',
        refreshLifetime: { seconds: 31_536_000, from: 'consent' },
        refreshIdle: { seconds: 7_776_000 },
      },
      baseUrl: ({ cloudId }) => `https://api.atlassian.com/ex/confluence/${cloudId}/wiki/rest/api`,
      probe: () => ({
        kind: 'request',
        method: 'GET',
        url: 'https://api.atlassian.com/oauth/token/accessible-resources',
        identity: ['0.name', '0.url'],
      }),
    }),
  ];
}
