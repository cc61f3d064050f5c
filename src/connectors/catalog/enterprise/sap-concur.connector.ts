import { Injectable } from '@nestjs/common';
import { type Connector, method } from '../../contract/connector.js';
import type { Evidence } from '../../contract/evidence.js';
import { choice, secret, text } from '../../contract/fields.js';
import { ALL_RENEWAL_RATES } from '../../contract/renewal-facts.js';

/** Expense reports, travel and users. */
@Injectable()
export class SapConcurConnector implements Connector {
  readonly key = 'sap-concur';
  readonly title = 'SAP Concur';
  readonly docs = 'https://developer.concur.com/api-reference/authentication/apidoc.html';
  readonly category = 'finance';
  readonly hosts = [
    'us.api.concursolutions.com',
    'us2.api.concursolutions.com',
    'eu.api.concursolutions.com',
    'eu2.api.concursolutions.com',
  ];
  readonly evidence: Evidence = {
    verified: [],
    community: true,
    sources: [
      'https://developer.concur.com/api-reference/authentication/apidoc.html',
      'https://github.com/simov/grant/blob/master/config/oauth.json',
    ],
  };
  readonly quirks = ['Every entity lives in one data centre.'];

  readonly methods = [
    method({
      key: 'client-credentials',
      title: 'OAuth 2.0, the app itself',
      fields: {
        geolocation: choice('Data centre', 'The geolocation of the company', {
          'us.api.concursolutions.com': 'US',
          'us2.api.concursolutions.com': 'US2',
          'eu.api.concursolutions.com': 'EU',
          'eu2.api.concursolutions.com': 'EU2',
        }),
        clientId: text('Client ID', 'SAP Concur App Center, App Management, the app'),
        clientSecret: secret('Client Secret', 'SAP Concur App Center, App Management, the app'),
      },
      setup: [
        'In SAP Concur, open App Management and create an app with the grant client_credentials.',
        'Copy Client ID and Client Secret into this form.',
      ],
      scheme: {
        kind: 'client-credentials',
        client: ({ clientId, clientSecret }) => ({ id: clientId, secret: clientSecret, sentIn: 'body' }),
        tokenUrl: ({ geolocation }) => `https://${geolocation}/oauth2/v0/token`,
        scopes: [],
      },
      renewal: {
        rates: ALL_RENEWAL_RATES,
        defaultRate: 'disabled',
        rotatesRefreshToken: 'never',
      },
      baseUrl: ({ geolocation }) => `https://${geolocation}`,
      probe: ({ clientId }) => ({ kind: 'exchange', identity: clientId }),
    }),
  ];
}
