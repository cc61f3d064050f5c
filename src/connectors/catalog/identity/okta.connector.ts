import { Injectable } from '@nestjs/common';
import { type Connector, method } from '../../contract/connector.js';
import type { Evidence } from '../../contract/evidence.js';
import { hostLabel, secret, text } from '../../contract/fields.js';
import { ALL_RENEWAL_RATES } from '../../contract/renewal-facts.js';

/** Users, groups and applications of an Okta organization. */
@Injectable()
export class OktaConnector implements Connector {
  readonly key = 'okta';
  readonly title = 'Okta';
  readonly docs = 'https://developer.okta.com/docs/guides/implement-oauth-for-okta/main/';
  readonly category = 'identity';
  readonly hosts = [];
  readonly evidence: Evidence = {
    verified: ['offline-access', 'rotation'],
    community: true,
    sources: [
      'https://developer.okta.com/docs/guides/implement-oauth-for-okta/main/',
      'https://github.com/simov/grant/blob/master/config/oauth.json',
      'https://github.com/pilcrowonpaper/arctic',
      'https://developer.okta.com/docs/api/openapi/okta-management/management/tag/ApplicationTokens/',
    ],
  };
  readonly quirks = [
    'Whether the refresh token rotates is a setting of the application.',
    'Only administrators are granted API scopes.',
    'Where refresh tokens rotate, the one before still works for a leeway, thirty seconds unless set otherwise.',
  ];

  readonly methods = [
    method({
      key: 'oauth2',
      title: 'OAuth 2.0',
      fields: {
        organization: hostLabel(
          'Organization',
          'The first part of the address of your Okta, such as acme in acme.okta.com',
        ),
        clientId: text('Client ID', 'Okta Admin Console > Applications, the application, General'),
        clientSecret: secret('Client Secret', 'Okta Admin Console > Applications, the application, General'),
      },
      setup: [
        'In the Okta Admin Console, open Applications > Create App Integration and choose OIDC and Web Application; tick Refresh Token.',
        'Paste the Sign-in redirect URI of this form into Sign-in redirect URIs.',
        'Under Okta API Scopes, grant okta.users.read and okta.groups.read.',
        'Copy Client ID and Client Secret into this form.',
      ],
      scheme: {
        kind: 'authorization-code',
        client: ({ clientId, clientSecret }) => ({ id: clientId, secret: clientSecret, sentIn: 'basic-header' }),
        authorizeUrl: ({ organization }) => `https://${organization}.okta.com/oauth2/v1/authorize`,
        tokenUrl: ({ organization }) => `https://${organization}.okta.com/oauth2/v1/token`,
        scopes: ['openid', 'email', 'offline_access', 'okta.users.read', 'okta.groups.read'],
        pkce: 'S256',
        redirectUriLabel: 'Sign-in redirect URI',
      },
      renewal: {
        rates: ALL_RENEWAL_RATES,
        defaultRate: 'disabled',
        rotatesRefreshToken: 'optional',
      },
      hosts: ({ organization }) => [`${organization.toLowerCase()}.okta.com`],
      baseUrl: ({ organization }) => `https://${organization}.okta.com/api/v1`,
      probe: ({ organization }) => ({
        kind: 'request',
        method: 'GET',
        url: `https://${organization}.okta.com/oauth2/v1/userinfo`,
        identity: ['email', 'preferred_username'],
      }),
    }),
    method({
      key: 'api-key',
      title: 'API key',
      fields: {
        organization: hostLabel(
          'Organization',
          'The first part of the address of your Okta, such as acme in acme.okta.com',
        ),
        apiKey: secret('API token', 'Security > API > Tokens'),
      },
      setup: [
        'In the Okta Admin Console, open Security > API > Tokens and select Create Token.',
        'Copy the token, which is shown once, into this form.',
      ],
      scheme: {
        kind: 'static-secret',
        present: ({ apiKey }) => [{ in: 'header', name: 'authorization', prefix: 'SSWS ', value: apiKey }],
      },
      hosts: ({ organization }) => [`${organization.toLowerCase()}.okta.com`],
      baseUrl: ({ organization }) => `https://${organization}.okta.com/api/v1`,
      probe: ({ organization }) => ({
        kind: 'request',
        method: 'GET',
        url: `https://${organization}.okta.com/api/v1/users/me`,
        identity: ['profile.login'],
      }),
    }),
  ];
}
