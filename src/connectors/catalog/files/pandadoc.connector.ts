import { Injectable } from '@nestjs/common';
import { type Connector, method } from '../../contract/connector.js';
import type { Evidence } from '../../contract/evidence.js';
import { secret } from '../../contract/fields.js';

/** Documents, templates and signatures. */
@Injectable()
export class PandaDocConnector implements Connector {
  readonly key = 'pandadoc';
  readonly title = 'PandaDoc';
  readonly docs = 'https://developers.pandadoc.com/reference/api-key-authentication-process';
  readonly category = 'files';
  readonly hosts = ['api.pandadoc.com'];
  readonly evidence: Evidence = {
    verified: [],
    community: true,
    sources: ['https://developers.pandadoc.com/reference/api-key-authentication-process'],
  };
  readonly quirks = ['A sandbox key sees and changes nothing of production.'];

  readonly methods = [
    method({
      key: 'api-key',
      title: 'API key',
      fields: {
        apiKey: secret('API key', 'PandaDoc > Developer Dashboard > Configuration'),
      },
      setup: [
        'In PandaDoc, open the Developer Dashboard and select Generate a Production key.',
        'Copy the key into this form.',
      ],
      scheme: {
        kind: 'static-secret',
        present: ({ apiKey }) => [{ in: 'header', name: 'authorization', prefix: 'API-Key ', value: apiKey }],
      },
      baseUrl: () => 'https://api.pandadoc.com/public/v1',
      probe: () => ({
        kind: 'request',
        method: 'GET',
        url: 'https://api.pandadoc.com/public/v1/members/current',
        identity: ['email'],
      }),
    }),
  ];
}
