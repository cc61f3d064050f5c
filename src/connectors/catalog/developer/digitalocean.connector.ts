import { Injectable } from '@nestjs/common';
import { type Connector, method } from '../../contract/connector.js';
import type { Evidence } from '../../contract/evidence.js';
import { secret, text } from '../../contract/fields.js';
import { ALL_RENEWAL_RATES } from '../../contract/renewal-facts.js';

/** Droplets, volumes and domains. */
@Injectable()
export class DigitalOceanConnector implements Connector {
  readonly key = 'digitalocean';
  readonly title = 'DigitalOcean';
  readonly docs = 'https://docs.digitalocean.com/reference/api/oauth/';
  readonly category = 'developer';
  readonly hosts = ['cloud.digitalocean.com', 'api.digitalocean.com'];
  readonly evidence: Evidence = {
    verified: [],
    community: true,
    sources: [
      'https://docs.digitalocean.com/reference/api/oauth/',
      'https://github.com/simov/grant/blob/master/config/oauth.json',
      'https://github.com/python-social-auth/social-core/tree/master/social_core/backends',
    ],
  };

  readonly methods = [
    method({
      key: 'oauth2',
      title: 'OAuth 2.0',
      fields: {
        clientId: text('Client ID', 'DigitalOcean > API > OAuth Applications'),
        clientSecret: secret('Client Secret', 'DigitalOcean > API > OAuth Applications'),
      },
      setup: [
        'In DigitalOcean, open API > OAuth Applications and select Register OAuth Application.',
        'Paste the Callback URL of this form into Callback URL.',
        'Copy Client ID and Client Secret into this form.',
      ],
      scheme: {
        kind: 'authorization-code',
        client: ({ clientId, clientSecret }) => ({ id: clientId, secret: clientSecret, sentIn: 'body' }),
        authorizeUrl: () => 'https://cloud.digitalocean.com/v1/oauth/authorize',
        tokenUrl: () => 'https://cloud.digitalocean.com/v1/oauth/token',
        scopes: ['read', 'write'],
        pkce: 'none',
        redirectUriLabel: 'Callback URL',
      },
      renewal: {
        rates: ALL_RENEWAL_RATES,
        defaultRate: 'disabled',
        rotatesRefreshToken: 'optional',
      },
      baseUrl: () => 'https://api.digitalocean.com/v2',
      probe: () => ({
        kind: 'request',
        method: 'GET',
        url: 'https://api.digitalocean.com/v2/account',
        identity: ['account.email'],
      }),
    }),
  ];
}
