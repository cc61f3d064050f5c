import { Injectable } from '@nestjs/common';
import { type Connector, method } from '../../contract/connector.js';
import type { Evidence } from '../../contract/evidence.js';
import { secret } from '../../contract/fields.js';

/** Signature requests and templates. */
@Injectable()
export class DropboxSignConnector implements Connector {
  readonly key = 'dropbox-sign';
  readonly title = 'Dropbox Sign';
  readonly docs = 'https://developers.hellosign.com/api/reference/authentication/';
  readonly category = 'files';
  readonly hosts = ['api.hellosign.com'];
  readonly evidence: Evidence = {
    verified: [],
    community: true,
    sources: ['https://developers.hellosign.com/api/reference/authentication/'],
  };
  readonly quirks = ['The key is the user name of HTTP Basic; there is no password.'];

  readonly methods = [
    method({
      key: 'api-key',
      title: 'API key',
      fields: {
        apiKey: secret('API key', 'Dropbox Sign > Settings > API, API keys'),
      },
      setup: ['In Dropbox Sign, open Settings > API and select Generate Key.', 'Copy the key into this form.'],
      scheme: {
        kind: 'static-secret',
        present: ({ apiKey }) => [{ in: 'basic', user: apiKey, password: '' }],
      },
      baseUrl: () => 'https://api.hellosign.com/v3',
      probe: () => ({
        kind: 'request',
        method: 'GET',
        url: 'https://api.hellosign.com/v3/account',
        identity: ['account.email_address'],
      }),
    }),
  ];
}
