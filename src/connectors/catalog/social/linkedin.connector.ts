import { Injectable } from '@nestjs/common';
import { type Connector, method } from '../../contract/connector.js';
import type { Evidence } from '../../contract/evidence.js';
import { secret, text } from '../../contract/fields.js';
import { ALL_RENEWAL_RATES } from '../../contract/renewal-facts.js';

/** The profile of a person, posts and organizations. */
@Injectable()
export class LinkedInConnector implements Connector {
  readonly key = 'linkedin';
  readonly title = 'LinkedIn';
  readonly docs = 'https://learn.microsoft.com/en-us/linkedin/shared/authentication/authorization-code-flow';
  readonly category = 'social';
  readonly hosts = ['www.linkedin.com', 'api.linkedin.com'];
  readonly evidence: Evidence = {
    verified: ['lifetimes', 'rotation'],
    community: true,
    sources: [
      'https://learn.microsoft.com/en-us/linkedin/shared/authentication/authorization-code-flow',
      'https://learn.microsoft.com/en-us/linkedin/shared/authentication/programmatic-refresh-tokens',
      'https://github.com/nextauthjs/next-auth/tree/main/packages/core/src/providers',
      'https://github.com/python-social-auth/social-core/tree/master/social_core/backends',
    ],
  };
  readonly quirks = [
    'Only approved partners get refresh tokens; for others, a person consents again every sixty days.',
  ];

  readonly methods = [
    method({
      key: 'oauth2',
      title: 'OAuth 2.0',
      fields: {
        clientId: text('Client ID', 'LinkedIn developer portal, the app, Auth tab'),
        clientSecret: secret('Primary Client Secret', 'LinkedIn developer portal, the app, Auth tab'),
      },
      setup: [
        'In the LinkedIn developer portal, select Create app and link it to a company page.',
        'Under Products, request Sign In with LinkedIn using OpenID Connect and Share on LinkedIn.',
        'Paste the Redirect URL of this form into Auth > Authorized redirect URLs.',
        'Copy Client ID and Primary Client Secret into this form.',
      ],
      scheme: {
        kind: 'authorization-code',
        client: ({ clientId, clientSecret }) => ({ id: clientId, secret: clientSecret, sentIn: 'body' }),
        authorizeUrl: () => 'https://www.linkedin.com/oauth/v2/authorization',
        tokenUrl: () => 'https://www.linkedin.com/oauth/v2/accessToken',
        scopes: ['openid', 'profile', 'email', 'w_member_social'],
        pkce: 'none',
        redirectUriLabel: 'Redirect URL',
      },
      renewal: {
        rates: ALL_RENEWAL_RATES,
        defaultRate: 'disabled',
        accessLifetime: { seconds: 5_184_000 },
        rotatesRefreshToken: 'never',
        refreshLifetime: { seconds: 31_536_000, from: 'consent' },
      },
      baseUrl: () => 'https://api.linkedin.com',
      probe: () => ({
        kind: 'request',
        method: 'GET',
        url: 'https://api.linkedin.com/v2/userinfo',
        identity: ['email', 'name'],
      }),
    }),
  ];
}
