import { Injectable } from '@nestjs/common';
import { type Connector, method } from '../../contract/connector.js';
import type { Evidence } from '../../contract/evidence.js';
import { hostLabel, secret } from '../../contract/fields.js';

/** Contacts, accounts and deals of Freshworks CRM. */
@Injectable()
export class FreshsalesConnector implements Connector {
  readonly key = 'freshsales';
  readonly title = 'Freshsales';
  readonly docs = 'https://developers.freshworks.com/crm/api/';
  readonly category = 'crm';
  readonly hosts = [];
  readonly evidence: Evidence = {
    verified: [],
    community: true,
    sources: ['https://developers.freshworks.com/crm/api/'],
  };

  readonly methods = [
    method({
      key: 'api-key',
      title: 'API key',
      fields: {
        bundle: hostLabel(
          'Bundle alias',
          'The first part of the address of your CRM, such as acme in acme.myfreshworks.com',
        ),
        apiKey: secret('API key', 'Personal settings > API Settings'),
      },
      setup: ['In Freshsales, open Personal settings > API Settings, and copy the API key into this form.'],
      scheme: {
        kind: 'static-secret',
        present: ({ apiKey }) => [{ in: 'header', name: 'authorization', prefix: 'Token token=', value: apiKey }],
      },
      hosts: ({ bundle }) => [`${bundle.toLowerCase()}.myfreshworks.com`],
      baseUrl: ({ bundle }) => `https://${bundle}.myfreshworks.com/crm/sales/api`,
      probe: ({ bundle }) => ({
        kind: 'request',
        method: 'GET',
        url: `https://${bundle}.myfreshworks.com/crm/sales/api/settings/deals/fields`,
        account: bundle,
      }),
    }),
  ];
}
