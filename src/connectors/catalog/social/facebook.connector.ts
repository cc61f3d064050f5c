import { Injectable } from '@nestjs/common';
import { type Connector, method } from '../../contract/connector.js';
import type { Evidence } from '../../contract/evidence.js';
import { secret, text } from '../../contract/fields.js';

/** Pages, posts and insights. */
@Injectable()
export class FacebookConnector implements Connector {
  readonly key = 'facebook';
  readonly title = 'Facebook';
  readonly docs = 'https://developers.facebook.com/docs/facebook-login/guides/advanced/manual-flow';
  readonly category = 'social';
  readonly hosts = ['graph.facebook.com'];
  readonly evidence: Evidence = {
    verified: [],
    community: true,
    sources: [
      'https://developers.facebook.com/docs/facebook-login/guides/advanced/manual-flow',
      'https://github.com/nextauthjs/next-auth/tree/main/packages/core/src/providers',
      'https://github.com/python-social-auth/social-core/tree/master/social_core/backends',
    ],
  };
  readonly quirks = ['There is no refresh token: a person consents again.'];

  readonly methods = [
    method({
      key: 'oauth2',
      title: 'OAuth 2.0',
      fields: {
        clientId: text('App ID', 'Meta for Developers, the app, App settings > Basic'),
        clientSecret: secret('App secret', 'Meta for Developers, the app, App settings > Basic'),
      },
      setup: [
        'At developers.facebook.com, select Create App and add Facebook Login.',
        'Paste the Redirect URI of this form into Facebook Login > Settings > Valid OAuth Redirect URIs.',
        'Copy App ID and App secret into this form.',
      ],
      scheme: {
        kind: 'authorization-code',
        client: ({ clientId, clientSecret }) => ({ id: clientId, secret: clientSecret, sentIn: 'body' }),
        authorizeUrl: () => 'https://www.facebook.com/v19.0/dialog/oauth',
        tokenUrl: () => 'https://graph.facebook.com/v19.0/oauth/access_token',
        scopes: ['public_profile', 'pages_show_list', 'pages_read_engagement'],
        scopeSeparator: ',',
        pkce: 'none',
        redirectUriLabel: 'Redirect URI',
      },
      renewal: {
        rates: ['disabled'],
        defaultRate: 'disabled',
        rotatesRefreshToken: 'never',
        issuesRefreshToken: false,
      },
      baseUrl: () => 'https://graph.facebook.com/v19.0',
      probe: () => ({
        kind: 'request',
        method: 'GET',
        url: 'https://graph.facebook.com/v19.0/me?fields=id,name',
        identity: ['name', 'id'],
      }),
    }),
  ];
}
