import { Injectable } from '@nestjs/common';
import { type Connector, method } from '../../contract/connector.js';
import type { Evidence } from '../../contract/evidence.js';
import { secret } from '../../contract/fields.js';

/** Incidents, services and schedules. */
@Injectable()
export class PagerDutyConnector implements Connector {
  readonly key = 'pagerduty';
  readonly title = 'PagerDuty';
  readonly docs = 'https://developer.pagerduty.com/docs/authentication';
  readonly category = 'developer';
  readonly hosts = ['api.pagerduty.com'];
  readonly evidence: Evidence = {
    verified: [],
    community: true,
    sources: ['https://developer.pagerduty.com/docs/authentication'],
  };

  readonly methods = [
    method({
      key: 'api-key',
      title: 'API key',
      fields: {
        apiKey: secret('API key', 'Integrations > API Access Keys'),
      },
      setup: [
        'In PagerDuty, open Integrations > API Access Keys and select Create New API Key.',
        'Copy the key, which is shown once, into this form.',
      ],
      scheme: {
        kind: 'static-secret',
        present: ({ apiKey }) => [{ in: 'header', name: 'authorization', prefix: 'Token token=', value: apiKey }],
      },
      baseUrl: () => 'https://api.pagerduty.com',
      probe: () => ({ kind: 'request', method: 'GET', url: 'https://api.pagerduty.com/abilities' }),
    }),
  ];
}
