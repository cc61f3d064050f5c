import { Injectable } from '@nestjs/common';
import { type Connector, method } from '../../contract/connector.js';
import type { Evidence } from '../../contract/evidence.js';
import { hostLabel, secret } from '../../contract/fields.js';

/** Employees and their time off. */
@Injectable()
export class BambooHrConnector implements Connector {
  readonly key = 'bamboohr';
  readonly title = 'BambooHR';
  readonly docs = 'https://documentation.bamboohr.com/docs/getting-started';
  readonly category = 'people';
  readonly hosts = [];
  readonly evidence: Evidence = {
    verified: [],
    community: true,
    sources: ['https://documentation.bamboohr.com/docs/getting-started'],
  };
  readonly quirks = ['The key is the user name of HTTP Basic; the password does not matter.'];

  readonly methods = [
    method({
      key: 'api-key',
      title: 'API key',
      fields: {
        company: hostLabel(
          'Company domain',
          'The first part of the address of your BambooHR, such as acme in acme.bamboohr.com',
        ),
        apiKey: secret('API key', 'BambooHR, your picture > API Keys'),
      },
      setup: [
        'In BambooHR, select your picture > API Keys > Add New Key.',
        'Copy the key, which is shown once, into this form.',
      ],
      scheme: {
        kind: 'static-secret',
        present: ({ apiKey }) => [{ in: 'basic', user: apiKey, password: 'x' }],
      },
      hosts: ({ company }) => [`${company.toLowerCase()}.bamboohr.com`],
      baseUrl: ({ company }) => `https://${company}.bamboohr.com/api/v1`,
      probe: ({ company }) => ({
        kind: 'request',
        method: 'GET',
        url: `https://${company}.bamboohr.com/api/v1/meta/fields`,
        account: company,
        headers: { accept: 'application/json' },
      }),
    }),
  ];
}
