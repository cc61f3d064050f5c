import { Injectable } from '@nestjs/common';
import { type Connector, method } from '../../contract/connector.js';
import type { Evidence } from '../../contract/evidence.js';
import { secret } from '../../contract/fields.js';

/** Profiles, lists and campaigns. */
@Injectable()
export class KlaviyoConnector implements Connector {
  readonly key = 'klaviyo';
  readonly title = 'Klaviyo';
  readonly docs = 'https://developers.klaviyo.com/en/reference/api_overview';
  readonly category = 'marketing';
  readonly hosts = ['a.klaviyo.com'];
  readonly evidence: Evidence = {
    verified: [],
    community: true,
    sources: ['https://developers.klaviyo.com/en/reference/api_overview'],
  };
  readonly quirks = ['Every call names a revision of the API in the header revision.'];

  readonly methods = [
    method({
      key: 'api-key',
      title: 'API key',
      fields: {
        apiKey: secret('Private API key', 'Klaviyo > Settings > API keys'),
      },
      setup: [
        'In Klaviyo, open Settings > API keys and select Create Private API Key.',
        'Choose the scopes, accounts:read among them, and copy the key into this form.',
      ],
      scheme: {
        kind: 'static-secret',
        present: ({ apiKey }) => [{ in: 'header', name: 'authorization', prefix: 'Klaviyo-API-Key ', value: apiKey }],
      },
      baseUrl: () => 'https://a.klaviyo.com/api',
      probe: () => ({
        kind: 'request',
        method: 'GET',
        url: 'https://a.klaviyo.com/api/accounts/',
        headers: { accept: 'application/vnd.api+json', revision: '2025-04-15' },
        identity: ['data.0.attributes.contact_information.default_sender_email'],
      }),
    }),
  ];
}
