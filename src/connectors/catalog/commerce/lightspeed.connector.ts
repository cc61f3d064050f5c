import { Injectable } from '@nestjs/common';
import { type Connector, method } from '../../contract/connector.js';
import type { Evidence } from '../../contract/evidence.js';
import { hostLabel, secret, text } from '../../contract/fields.js';
import { ALL_RENEWAL_RATES } from '../../contract/renewal-facts.js';

/** Products, sales and customers. */
@Injectable()
export class LightspeedConnector implements Connector {
  readonly key = 'lightspeed';
  readonly title = 'Lightspeed Retail (X-Series)';
  readonly docs = 'https://x-series-api.lightspeedhq.com/docs/authorization';
  readonly category = 'commerce';
  readonly hosts = [];
  readonly evidence: Evidence = {
    verified: [],
    community: true,
    sources: [
      'https://x-series-api.lightspeedhq.com/docs/authorization',
      'https://github.com/simov/grant/blob/master/config/oauth.json',
    ],
  };

  readonly methods = [
    method({
      key: 'oauth2',
      title: 'OAuth 2.0',
      fields: {
        domainPrefix: hostLabel('Domain prefix', 'The first part of the address of your Lightspeed'),
        clientId: text('Client ID', 'Lightspeed developer portal, the application'),
        clientSecret: secret('Client Secret', 'Lightspeed developer portal, the application'),
      },
      setup: [
        'In the Lightspeed developer portal, create an application.',
        'Paste the Redirect URL of this form into Redirect URL.',
        'Copy Client ID and Client Secret into this form.',
      ],
      scheme: {
        kind: 'authorization-code',
        client: ({ clientId, clientSecret }) => ({ id: clientId, secret: clientSecret, sentIn: 'body' }),
        authorizeUrl: () => 'https://secure.retail.lightspeed.app/connect',
        tokenUrl: ({ domainPrefix }) => `https://${domainPrefix}.retail.lightspeed.app/api/1.0/token`,
        scopes: [],
        pkce: 'none',
        redirectUriLabel: 'Redirect URL',
      },
      renewal: {
        rates: ALL_RENEWAL_RATES,
        defaultRate: 'disabled',
        rotatesRefreshToken: 'optional',
      },
      hosts: ({ domainPrefix }) => [`${domainPrefix.toLowerCase()}.retail.lightspeed.app`],
      baseUrl: ({ domainPrefix }) => `https://${domainPrefix}.retail.lightspeed.app/api/2.0`,
      probe: ({ domainPrefix }) => ({
        kind: 'request',
        method: 'GET',
        url: `https://${domainPrefix}.retail.lightspeed.app/api/2.0/retailer`,
        identity: ['data.name'],
      }),
    }),
  ];
}
