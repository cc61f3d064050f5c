import { Injectable } from '@nestjs/common';
import { type Connector, method } from '../../contract/connector.js';
import type { Evidence } from '../../contract/evidence.js';
import { secret, text } from '../../contract/fields.js';

/** Sites and deploys. */
@Injectable()
export class NetlifyConnector implements Connector {
  readonly key = 'netlify';
  readonly title = 'Netlify';
  readonly docs = 'https://docs.netlify.com/api/get-started/';
  readonly category = 'developer';
  readonly hosts = ['api.netlify.com'];
  readonly evidence: Evidence = {
    verified: [],
    community: true,
    sources: [
      'https://docs.netlify.com/api/get-started/',
      'https://github.com/nextauthjs/next-auth/tree/main/packages/core/src/providers',
    ],
  };

  readonly methods = [
    method({
      key: 'oauth2',
      title: 'OAuth 2.0',
      fields: {
        clientId: text('Client ID', 'Netlify > User settings > Applications > OAuth, the application'),
        clientSecret: secret('Client Secret', 'Netlify > User settings > Applications > OAuth, the application'),
      },
      setup: [
        'In Netlify, open User settings > Applications > OAuth and select New OAuth app.',
        'Paste the Redirect URI of this form into Redirect URI.',
        'Copy Client ID and Client Secret into this form.',
      ],
      scheme: {
        kind: 'authorization-code',
        client: ({ clientId, clientSecret }) => ({ id: clientId, secret: clientSecret, sentIn: 'body' }),
        authorizeUrl: () => 'https://app.netlify.com/authorize',
        tokenUrl: () => 'https://api.netlify.com/oauth/token',
        scopes: [],
        pkce: 'none',
        redirectUriLabel: 'Redirect URI',
      },
      renewal: {
        rates: ['disabled'],
        defaultRate: 'disabled',
        rotatesRefreshToken: 'never',
        issuesRefreshToken: false,
      },
      baseUrl: () => 'https://api.netlify.com/api/v1',
      probe: () => ({
        kind: 'request',
        method: 'GET',
        url: 'https://api.netlify.com/api/v1/user',
        identity: ['email'],
      }),
    }),
  ];
}
