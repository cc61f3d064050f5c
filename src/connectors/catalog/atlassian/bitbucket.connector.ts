import { Injectable } from '@nestjs/common';
import { type Connector, method } from '../../contract/connector.js';
import type { Evidence } from '../../contract/evidence.js';
import { secret, text } from '../../contract/fields.js';
import { ALL_RENEWAL_RATES } from '../../contract/renewal-facts.js';

/** Repositories and pull requests. */
@Injectable()
export class BitbucketConnector implements Connector {
  readonly key = 'bitbucket';
  readonly title = 'Bitbucket Cloud';
  readonly docs = 'https://developer.atlassian.com/cloud/bitbucket/oauth-2/';
  readonly category = 'developer';
  readonly hosts = ['bitbucket.org', 'api.bitbucket.org'];
  readonly evidence: Evidence = {
    verified: ['addresses', 'client', 'lifetimes', 'screens'],
    community: true,
    sources: [
      'https://developer.atlassian.com/cloud/bitbucket/oauth-2/',
      'https://github.com/nextauthjs/next-auth/tree/main/packages/core/src/providers',
      'https://github.com/python-social-auth/social-core/tree/master/social_core/backends',
      'https://github.com/simov/grant/blob/master/config/oauth.json',
      'https://support.atlassian.com/bitbucket-cloud/docs/use-oauth-on-bitbucket-cloud/',
    ],
  };
  readonly quirks = ['Scopes are those of the consumer, not of the request.'];

  readonly methods = [
    method({
      key: 'oauth2',
      title: 'OAuth 2.0',
      fields: {
        clientId: text('Key', 'Bitbucket > Workspace settings > OAuth consumers, the consumer'),
        clientSecret: secret('Secret', 'Bitbucket > Workspace settings > OAuth consumers, the consumer'),
      },
      setup: [
        'In Bitbucket, open Workspace settings > OAuth consumers and select Add consumer.',
        'Paste the Callback URL of this form into Callback URL.',
        'Tick Account: Read and the permissions of the consumer.',
        'Copy Key and Secret into this form.',
      ],
      scheme: {
        kind: 'authorization-code',
        client: ({ clientId, clientSecret }) => ({ id: clientId, secret: clientSecret, sentIn: 'basic-header' }),
        authorizeUrl: () => 'https://bitbucket.org/site/oauth2/authorize',
        tokenUrl: () => 'https://bitbucket.org/site/oauth2/access_token',
        scopes: [],
        pkce: 'none',
        redirectUriLabel: 'Callback URL',
      },
      renewal: {
        rates: ALL_RENEWAL_RATES,
        defaultRate: 'disabled',
        accessLifetime: { seconds: 7_200 },
        rotatesRefreshToken: 'optional',
      },
      baseUrl: () => 'https://api.bitbucket.org/2.0',
      probe: () => ({
        kind: 'request',
        method: 'GET',
        url: 'https://api.bitbucket.org/2.0/user',
        identity: ['username', 'display_name'],
      }),
    }),
  ];
}
