import { Injectable } from '@nestjs/common';
import { type Connector, method } from '../../contract/connector.js';
import type { Evidence } from '../../contract/evidence.js';
import { hostLabel, secret, text } from '../../contract/fields.js';

/** Tickets and customers of shops. */
@Injectable()
export class GorgiasConnector implements Connector {
  readonly key = 'gorgias';
  readonly title = 'Gorgias';
  readonly docs = 'https://developers.gorgias.com/reference/authentication';
  readonly category = 'support';
  readonly hosts = [];
  readonly evidence: Evidence = {
    verified: [],
    community: true,
    sources: ['https://developers.gorgias.com/reference/authentication'],
  };

  readonly methods = [
    method({
      key: 'api-key',
      title: 'API key',
      fields: {
        domain: hostLabel('Domain', 'The first part of the address of your Gorgias, such as acme in acme.gorgias.com'),
        email: text('Username', 'Settings > REST API, Username'),
        apiKey: secret('API key', 'Settings > REST API, Password (API key)'),
      },
      setup: [
        'In Gorgias, open Settings > REST API and select Create API key.',
        'Copy Username and Password (API key) into this form.',
      ],
      scheme: {
        kind: 'static-secret',
        present: ({ email, apiKey }) => [{ in: 'basic', user: email, password: apiKey }],
      },
      hosts: ({ domain }) => [`${domain.toLowerCase()}.gorgias.com`],
      baseUrl: ({ domain }) => `https://${domain}.gorgias.com/api`,
      probe: ({ domain }) => ({
        kind: 'request',
        method: 'GET',
        url: `https://${domain}.gorgias.com/api/account`,
        identity: ['domain'],
      }),
    }),
  ];
}
