import { Injectable } from '@nestjs/common';
import { type Connector, method } from '../../contract/connector.js';
import type { Evidence } from '../../contract/evidence.js';
import { secret, text } from '../../contract/fields.js';
import { OWN_SERVER_FIELDS, onOwnServer, ownHosts } from '../platforms/own-server.js';

/** Topics, posts and users of a forum. */
@Injectable()
export class DiscourseConnector implements Connector {
  readonly key = 'discourse';
  readonly title = 'Discourse';
  readonly docs = 'https://docs.discourse.org/';
  readonly category = 'support';
  // Its server is the company's own; see the method.
  readonly hosts = [];
  readonly evidence: Evidence = {
    verified: [],
    community: true,
    sources: ['https://docs.discourse.org/'],
  };

  readonly methods = [
    method({
      key: 'api-key',
      title: 'API key',
      fields: {
        ...OWN_SERVER_FIELDS,
        user: text('API user name', 'The user in whose name the key acts, such as system'),
        apiKey: secret('API key', 'Admin > API > Keys'),
      },
      setup: [
        'In Discourse, open Admin > API > Keys and select New API Key.',
        'Copy the key, which is shown once, and the user name into this form.',
      ],
      scheme: {
        kind: 'static-secret',
        present: ({ user, apiKey }) => [
          { in: 'header', name: 'api-username', value: user },
          { in: 'header', name: 'api-key', value: apiKey },
        ],
      },
      hosts: ownHosts,
      baseUrl: (values) => onOwnServer(values, ''),
      probe: (values) => ({
        kind: 'request',
        method: 'GET',
        url: onOwnServer(values, '/session/current.json'),
        identity: ['current_user.username'],
      }),
    }),
  ];
}
