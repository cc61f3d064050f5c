import { Injectable } from '@nestjs/common';
import { type Connector, method } from '../../contract/connector.js';
import type { Evidence } from '../../contract/evidence.js';
import { secret, text } from '../../contract/fields.js';

/** Direct debits and mandates. */
@Injectable()
export class GoCardlessConnector implements Connector {
  readonly key = 'gocardless';
  readonly title = 'GoCardless';
  readonly docs = 'https://developer.gocardless.com/partners/setting-up-oauth/';
  readonly category = 'finance';
  readonly hosts = ['connect.gocardless.com', 'api.gocardless.com'];
  readonly evidence: Evidence = {
    verified: [],
    community: true,
    sources: ['https://developer.gocardless.com/partners/setting-up-oauth/'],
  };
  readonly quirks = ['Every call names a version in the header GoCardless-Version.'];

  readonly methods = [
    method({
      key: 'oauth2',
      title: 'OAuth 2.0',
      fields: {
        clientId: text('Client ID', 'GoCardless partner app, OAuth settings'),
        clientSecret: secret('Client Secret', 'GoCardless partner app, OAuth settings'),
      },
      setup: [
        'In the GoCardless Dashboard, open Developers and create a partner app.',
        'Paste the Redirect URI of this form into Redirect URIs.',
        'Copy Client ID and Client Secret into this form.',
      ],
      scheme: {
        kind: 'authorization-code',
        client: ({ clientId, clientSecret }) => ({ id: clientId, secret: clientSecret, sentIn: 'body' }),
        authorizeUrl: () => 'https://connect.gocardless.com/oauth/authorize',
        tokenUrl: () => 'https://connect.gocardless.com/oauth/access_token',
        scopes: ['read_write'],
        pkce: 'none',
        redirectUriLabel: 'Redirect URI',
      },
      renewal: {
        rates: ['disabled'],
        defaultRate: 'disabled',
        rotatesRefreshToken: 'never',
        issuesRefreshToken: false,
      },
      baseUrl: () => 'https://api.gocardless.com',
      probe: () => ({
        kind: 'request',
        method: 'GET',
        url: 'https://api.gocardless.com/creditors',
        headers: { 'gocardless-version': '2015-07-06' },
        identity: ['creditors.0.name'],
      }),
    }),
  ];
}
