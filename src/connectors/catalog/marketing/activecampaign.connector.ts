import { Injectable } from '@nestjs/common';
import { type Connector, method } from '../../contract/connector.js';
import type { Evidence } from '../../contract/evidence.js';
import { hostLabel, secret } from '../../contract/fields.js';

/** Contacts, deals and automations. */
@Injectable()
export class ActiveCampaignConnector implements Connector {
  readonly key = 'activecampaign';
  readonly title = 'ActiveCampaign';
  readonly docs = 'https://developers.activecampaign.com/reference/authentication';
  readonly category = 'marketing';
  readonly hosts = [];
  readonly evidence: Evidence = {
    verified: [],
    community: true,
    sources: ['https://developers.activecampaign.com/reference/authentication'],
  };
  readonly quirks = ['An account whose API URL does not end in api-us1.com needs the generic REST connector.'];

  readonly methods = [
    method({
      key: 'api-key',
      title: 'API key',
      fields: {
        account: hostLabel('Account', 'The first part of the API URL, such as acme in acme.api-us1.com'),
        apiKey: secret('API key', 'Settings > Developer'),
      },
      setup: [
        'In ActiveCampaign, open Settings > Developer, and copy the first part of URL and the Key into this form.',
      ],
      scheme: {
        kind: 'static-secret',
        present: ({ apiKey }) => [{ in: 'header', name: 'api-token', value: apiKey }],
      },
      hosts: ({ account }) => [`${account.toLowerCase()}.api-us1.com`],
      baseUrl: ({ account }) => `https://${account}.api-us1.com/api/3`,
      probe: ({ account }) => ({
        kind: 'request',
        method: 'GET',
        url: `https://${account}.api-us1.com/api/3/users/me`,
        identity: ['user.email'],
      }),
    }),
  ];
}
