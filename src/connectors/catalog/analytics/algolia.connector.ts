import { Injectable } from '@nestjs/common';
import { type Connector, method } from '../../contract/connector.js';
import type { Evidence } from '../../contract/evidence.js';
import { hostLabel, secret } from '../../contract/fields.js';

/** Search indices and their records. */
@Injectable()
export class AlgoliaConnector implements Connector {
  readonly key = 'algolia';
  readonly title = 'Algolia';
  readonly docs = 'https://www.algolia.com/doc/rest-api/search/';
  readonly category = 'data';
  readonly hosts = [];
  readonly evidence: Evidence = {
    verified: [],
    community: true,
    sources: ['https://www.algolia.com/doc/rest-api/search/'],
  };

  readonly methods = [
    method({
      key: 'api-key',
      title: 'API key',
      fields: {
        applicationId: hostLabel('Application ID', 'Algolia dashboard > Settings > API Keys'),
        apiKey: secret('API key', 'Algolia dashboard > Settings > API Keys'),
      },
      setup: [
        'In the Algolia dashboard, open Settings > API Keys; copy the application ID and a key with the right listIndexes into this form.',
      ],
      scheme: {
        kind: 'static-secret',
        present: ({ applicationId, apiKey }) => [
          { in: 'header', name: 'x-algolia-application-id', value: applicationId },
          { in: 'header', name: 'x-algolia-api-key', value: apiKey },
        ],
      },
      hosts: ({ applicationId }) => [`${applicationId.toLowerCase()}.algolia.net`],
      baseUrl: ({ applicationId }) => `https://${applicationId}.algolia.net/1`,
      probe: ({ applicationId }) => ({
        kind: 'request',
        method: 'GET',
        url: `https://${applicationId}.algolia.net/1/indexes`,
        account: applicationId,
      }),
    }),
  ];
}
