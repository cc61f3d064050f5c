import { Injectable } from '@nestjs/common';
import { type Connector, method } from '../../contract/connector.js';
import type { Evidence } from '../../contract/evidence.js';
import { choice, secret } from '../../contract/fields.js';

/** Metrics, monitors and events. */
@Injectable()
export class DatadogConnector implements Connector {
  readonly key = 'datadog';
  readonly title = 'Datadog';
  readonly docs = 'https://docs.datadoghq.com/api/latest/authentication/';
  readonly category = 'developer';
  readonly hosts = ['*.datadoghq.com', '*.datadoghq.eu', '*.ddog-gov.com'];
  readonly evidence: Evidence = {
    verified: [],
    community: true,
    sources: ['https://docs.datadoghq.com/api/latest/authentication/'],
  };

  readonly methods = [
    method({
      key: 'api-key',
      title: 'API key',
      fields: {
        site: choice('Site', 'The end of the address of your Datadog', {
          'datadoghq.com': 'US1',
          'us3.datadoghq.com': 'US3',
          'us5.datadoghq.com': 'US5',
          'datadoghq.eu': 'EU1',
          'ap1.datadoghq.com': 'AP1',
          'ddog-gov.com': 'US1-FED',
        }),
        apiKey: secret('API key', 'Organization settings > API keys'),
        appKey: secret('Application key', 'Organization settings > Application keys'),
      },
      setup: [
        'In Datadog, open Organization settings > API keys and select New Key.',
        'Open Application keys and select New Key; copy both into this form.',
      ],
      scheme: {
        kind: 'static-secret',
        present: ({ apiKey, appKey }) => [
          { in: 'header', name: 'dd-api-key', value: apiKey },
          { in: 'header', name: 'dd-application-key', value: appKey },
        ],
      },
      baseUrl: ({ site }) => `https://api.${site}/api/v1`,
      probe: ({ site }) => ({ kind: 'request', method: 'GET', url: `https://api.${site}/api/v1/validate` }),
    }),
  ];
}
