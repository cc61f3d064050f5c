import { Injectable } from '@nestjs/common';
import { type Connector, method } from '../../contract/connector.js';
import type { Evidence } from '../../contract/evidence.js';
import { secret, text } from '../../contract/fields.js';

/** Events, profiles and reports. */
@Injectable()
export class MixpanelConnector implements Connector {
  readonly key = 'mixpanel';
  readonly title = 'Mixpanel';
  readonly docs = 'https://developer.mixpanel.com/reference/service-accounts';
  readonly category = 'data';
  readonly hosts = ['mixpanel.com', 'eu.mixpanel.com'];
  readonly evidence: Evidence = {
    verified: [],
    community: true,
    sources: ['https://developer.mixpanel.com/reference/service-accounts'],
  };

  readonly methods = [
    method({
      key: 'api-key',
      title: 'API key',
      fields: {
        user: text('Service account username', 'Organization settings > Service Accounts'),
        password: secret('Service account secret', 'Shown once when the service account is made'),
      },
      setup: [
        'In Mixpanel, open Organization settings > Service Accounts and select Add Service Account.',
        'Copy Username and Secret, which is shown once, into this form.',
      ],
      scheme: {
        kind: 'static-secret',
        present: ({ user, password }) => [{ in: 'basic', user, password }],
      },
      baseUrl: () => 'https://mixpanel.com/api',
      probe: ({ user }) => ({ kind: 'request', method: 'GET', url: 'https://mixpanel.com/api/app/me', account: user }),
    }),
  ];
}
