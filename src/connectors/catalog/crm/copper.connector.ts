import { Injectable } from '@nestjs/common';
import { type Connector, method } from '../../contract/connector.js';
import type { Evidence } from '../../contract/evidence.js';
import { secret, text } from '../../contract/fields.js';

/** People, companies and opportunities. */
@Injectable()
export class CopperConnector implements Connector {
  readonly key = 'copper';
  readonly title = 'Copper';
  readonly docs = 'https://developer.copper.com/introduction/authentication.html';
  readonly category = 'crm';
  readonly hosts = ['api.copper.com'];
  readonly evidence: Evidence = {
    verified: [],
    community: true,
    sources: ['https://developer.copper.com/introduction/authentication.html'],
  };

  readonly methods = [
    method({
      key: 'api-key',
      title: 'API key',
      fields: {
        email: text('User email', 'The address of the person who made the key'),
        apiKey: secret('API key', 'Copper > System settings > API Keys'),
      },
      setup: [
        'In Copper, open System settings > API Keys and select Generate API Key.',
        'Copy the key, and the e-mail address of your user, into this form.',
      ],
      scheme: {
        kind: 'static-secret',
        present: ({ apiKey, email }) => [
          { in: 'header', name: 'x-pw-accesstoken', value: apiKey },
          { in: 'header', name: 'x-pw-application', value: 'developer_api' },
          { in: 'header', name: 'x-pw-useremail', value: email },
        ],
      },
      baseUrl: () => 'https://api.copper.com/developer_api/v1',
      probe: () => ({
        kind: 'request',
        method: 'GET',
        url: 'https://api.copper.com/developer_api/v1/account',
        identity: ['name'],
      }),
    }),
  ];
}
