import { Injectable } from '@nestjs/common';
import { type Connector, method } from '../../contract/connector.js';
import type { Evidence } from '../../contract/evidence.js';
import { secret } from '../../contract/fields.js';

/** Candidates, jobs and applications. */
@Injectable()
export class GreenhouseConnector implements Connector {
  readonly key = 'greenhouse';
  readonly title = 'Greenhouse';
  readonly docs = 'https://developers.greenhouse.io/harvest.html';
  readonly category = 'people';
  readonly hosts = ['harvest.greenhouse.io'];
  readonly evidence: Evidence = {
    verified: [],
    community: true,
    sources: ['https://developers.greenhouse.io/harvest.html'],
  };

  readonly methods = [
    method({
      key: 'api-key',
      title: 'API key',
      fields: {
        apiKey: secret('Harvest API key', 'Configure > Dev Center > API Credential Management'),
      },
      setup: [
        'In Greenhouse, open Configure > Dev Center > API Credential Management and create a Harvest key.',
        'Choose what it may read, users among it, and copy it into this form.',
      ],
      scheme: {
        kind: 'static-secret',
        present: ({ apiKey }) => [{ in: 'basic', user: apiKey, password: '' }],
      },
      baseUrl: () => 'https://harvest.greenhouse.io/v1',
      probe: () => ({ kind: 'request', method: 'GET', url: 'https://harvest.greenhouse.io/v1/users?per_page=1' }),
    }),
  ];
}
