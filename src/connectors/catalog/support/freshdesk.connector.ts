import { Injectable } from '@nestjs/common';
import { type Connector, method } from '../../contract/connector.js';
import type { Evidence } from '../../contract/evidence.js';
import { hostLabel, secret } from '../../contract/fields.js';

/** Tickets, contacts and companies. */
@Injectable()
export class FreshdeskConnector implements Connector {
  readonly key = 'freshdesk';
  readonly title = 'Freshdesk';
  readonly docs = 'https://developers.freshdesk.com/api/#authentication';
  readonly category = 'support';
  readonly hosts = [];
  readonly evidence: Evidence = {
    verified: [],
    community: true,
    sources: ['https://developers.freshdesk.com/api/#authentication'],
  };
  readonly quirks = ['The key is the user name of HTTP Basic; the password does not matter.'];

  readonly methods = [
    method({
      key: 'api-key',
      title: 'API key',
      fields: {
        domain: hostLabel(
          'Domain',
          'The first part of the address of your Freshdesk, such as acme in acme.freshdesk.com',
        ),
        apiKey: secret('API key', 'Profile settings, Your API Key'),
      },
      setup: ['In Freshdesk, open Profile settings, select View API key, and copy it into this form.'],
      scheme: {
        kind: 'static-secret',
        present: ({ apiKey }) => [{ in: 'basic', user: apiKey, password: 'X' }],
      },
      hosts: ({ domain }) => [`${domain.toLowerCase()}.freshdesk.com`],
      baseUrl: ({ domain }) => `https://${domain}.freshdesk.com/api/v2`,
      probe: ({ domain }) => ({
        kind: 'request',
        method: 'GET',
        url: `https://${domain}.freshdesk.com/api/v2/agents/me`,
        identity: ['contact.email'],
      }),
    }),
  ];
}
