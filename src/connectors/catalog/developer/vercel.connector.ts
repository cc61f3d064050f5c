import { Injectable } from '@nestjs/common';
import { type Connector, method } from '../../contract/connector.js';
import type { Evidence } from '../../contract/evidence.js';
import { secret } from '../../contract/fields.js';

/** Projects and deployments. */
@Injectable()
export class VercelConnector implements Connector {
  readonly key = 'vercel';
  readonly title = 'Vercel';
  readonly docs = 'https://vercel.com/docs/rest-api';
  readonly category = 'developer';
  readonly hosts = ['api.vercel.com'];
  readonly evidence: Evidence = {
    verified: [],
    community: true,
    sources: ['https://vercel.com/docs/rest-api'],
  };

  readonly methods = [
    method({
      key: 'api-key',
      title: 'API key',
      fields: {
        apiKey: secret('Token', 'Account settings > Tokens'),
      },
      setup: [
        'In Vercel, open Account settings > Tokens and create one.',
        'Copy the token, which is shown once, into this form.',
      ],
      scheme: {
        kind: 'static-secret',
        present: ({ apiKey }) => [{ in: 'bearer', token: apiKey }],
      },
      baseUrl: () => 'https://api.vercel.com',
      probe: () => ({
        kind: 'request',
        method: 'GET',
        url: 'https://api.vercel.com/v2/user',
        identity: ['user.email'],
      }),
    }),
  ];
}
