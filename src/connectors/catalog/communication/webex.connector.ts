import { Injectable } from '@nestjs/common';
import { type Connector, method } from '../../contract/connector.js';
import type { Evidence } from '../../contract/evidence.js';
import { secret, text } from '../../contract/fields.js';
import { ALL_RENEWAL_RATES } from '../../contract/renewal-facts.js';

/** Rooms, messages and meetings. */
@Injectable()
export class WebexConnector implements Connector {
  readonly key = 'webex';
  readonly title = 'Cisco Webex';
  readonly docs = 'https://developer.webex.com/docs/integrations';
  readonly category = 'communication';
  readonly hosts = ['webexapis.com'];
  readonly evidence: Evidence = {
    verified: [],
    community: true,
    sources: [
      'https://developer.webex.com/docs/integrations',
      'https://github.com/nextauthjs/next-auth/tree/main/packages/core/src/providers',
    ],
  };

  readonly methods = [
    method({
      key: 'oauth2',
      title: 'OAuth 2.0',
      fields: {
        clientId: text('Client ID', 'Webex for Developers, My Webex Apps, the integration'),
        clientSecret: secret('Client Secret', 'Webex for Developers, My Webex Apps, the integration'),
      },
      setup: [
        'At developer.webex.com, select My Webex Apps > Create a New App > Integration.',
        'Paste the Redirect URI of this form into Redirect URI(s).',
        'Choose the scopes spark:people_read, spark:rooms_read and spark:messages_write.',
        'Copy Client ID and Client Secret into this form.',
      ],
      scheme: {
        kind: 'authorization-code',
        client: ({ clientId, clientSecret }) => ({ id: clientId, secret: clientSecret, sentIn: 'body' }),
        authorizeUrl: () => 'https://webexapis.com/v1/authorize',
        tokenUrl: () => 'https://webexapis.com/v1/access_token',
        scopes: ['spark:people_read', 'spark:rooms_read', 'spark:messages_write'],
        pkce: 'none',
        redirectUriLabel: 'Redirect URI',
      },
      renewal: {
        rates: ALL_RENEWAL_RATES,
        defaultRate: 'disabled',
        rotatesRefreshToken: 'optional',
      },
      baseUrl: () => 'https://webexapis.com/v1',
      probe: () => ({
        kind: 'request',
        method: 'GET',
        url: 'https://webexapis.com/v1/people/me',
        identity: ['emails.0', 'displayName'],
      }),
    }),
  ];
}
