import { Injectable } from '@nestjs/common';
import { type Connector, method } from '../../contract/connector.js';
import type { Evidence } from '../../contract/evidence.js';
import { secret, text } from '../../contract/fields.js';
import { ALL_RENEWAL_RATES } from '../../contract/renewal-facts.js';

/** Subscribers, lists and campaigns. */
@Injectable()
export class CampaignMonitorConnector implements Connector {
  readonly key = 'campaign-monitor';
  readonly title = 'Campaign Monitor';
  readonly docs = 'https://www.campaignmonitor.com/api/v3-3/getting-started/';
  readonly category = 'marketing';
  readonly hosts = ['api.createsend.com'];
  readonly evidence: Evidence = {
    verified: [],
    community: true,
    sources: [
      'https://www.campaignmonitor.com/api/v3-3/getting-started/',
      'https://github.com/simov/grant/blob/master/config/oauth.json',
    ],
  };

  readonly methods = [
    method({
      key: 'oauth2',
      title: 'OAuth 2.0',
      fields: {
        clientId: text('Client ID', 'Campaign Monitor > Integrations > OAuth registration'),
        clientSecret: secret('Client Secret', 'Campaign Monitor > Integrations > OAuth registration'),
      },
      setup: [
        'In Campaign Monitor, open Integrations > OAuth registration and register an application.',
        'Paste the Redirect URI of this form into Redirect URI.',
        'Copy Client ID and Client Secret into this form.',
      ],
      scheme: {
        kind: 'authorization-code',
        client: ({ clientId, clientSecret }) => ({ id: clientId, secret: clientSecret, sentIn: 'body' }),
        authorizeUrl: () => 'https://api.createsend.com/oauth',
        tokenUrl: () => 'https://api.createsend.com/oauth/token',
        scopes: ['ManageLists', 'ImportSubscribers', 'ViewReports'],
        scopeSeparator: ',',
        pkce: 'none',
        redirectUriLabel: 'Redirect URI',
      },
      renewal: {
        rates: ALL_RENEWAL_RATES,
        defaultRate: 'disabled',
        rotatesRefreshToken: 'optional',
      },
      baseUrl: () => 'https://api.createsend.com/api/v3.3',
      probe: () => ({
        kind: 'request',
        method: 'GET',
        url: 'https://api.createsend.com/api/v3.3/clients.json',
        identity: ['0.Name'],
      }),
    }),
  ];
}
