import { Injectable } from '@nestjs/common';
import { type Connector, method } from '../../contract/connector.js';
import type { Evidence } from '../../contract/evidence.js';
import { hostLabel, secret } from '../../contract/fields.js';

/** Subscriptions, invoices and customers. */
@Injectable()
export class ChargebeeConnector implements Connector {
  readonly key = 'chargebee';
  readonly title = 'Chargebee';
  readonly docs = 'https://apidocs.chargebee.com/docs/api/auth';
  readonly category = 'finance';
  readonly hosts = [];
  readonly evidence: Evidence = {
    verified: [],
    community: true,
    sources: ['https://apidocs.chargebee.com/docs/api/auth'],
  };
  readonly quirks = ['The key is the user name of HTTP Basic; there is no password.'];

  readonly methods = [
    method({
      key: 'api-key',
      title: 'API key',
      fields: {
        site: hostLabel('Site', 'The first part of the address of your Chargebee, such as acme in acme.chargebee.com'),
        apiKey: secret('API key', 'Settings > Configure Chargebee > API Keys'),
      },
      setup: [
        'In Chargebee, open Settings > Configure Chargebee > API Keys and select Add API Key.',
        'Copy the key into this form.',
      ],
      scheme: {
        kind: 'static-secret',
        present: ({ apiKey }) => [{ in: 'basic', user: apiKey, password: '' }],
      },
      hosts: ({ site }) => [`${site.toLowerCase()}.chargebee.com`],
      baseUrl: ({ site }) => `https://${site}.chargebee.com/api/v2`,
      probe: ({ site }) => ({
        kind: 'request',
        method: 'GET',
        url: `https://${site}.chargebee.com/api/v2/customers?limit=1`,
        account: site,
      }),
    }),
  ];
}
