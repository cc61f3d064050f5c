import { Injectable } from '@nestjs/common';
import { type Connector, method } from '../../contract/connector.js';
import type { Evidence } from '../../contract/evidence.js';
import { secret, text } from '../../contract/fields.js';

/** Boards, lists and cards. */
@Injectable()
export class TrelloConnector implements Connector {
  readonly key = 'trello';
  readonly title = 'Trello';
  readonly docs = 'https://developer.atlassian.com/cloud/trello/guides/rest-api/authorization/';
  readonly category = 'projects';
  readonly hosts = ['api.trello.com'];
  readonly evidence: Evidence = {
    verified: [],
    community: true,
    sources: [
      'https://developer.atlassian.com/cloud/trello/guides/rest-api/authorization/',
      'https://github.com/python-social-auth/social-core/tree/master/social_core/backends',
    ],
  };
  readonly quirks = ['A token without an end works until its person revokes it.'];

  readonly methods = [
    method({
      key: 'api-key',
      title: 'API key and token',
      fields: {
        apiKey: text('API key', 'trello.com/power-ups/admin, the Power-Up, API key'),
        token: secret('Token', 'Shown once after Token beside the API key'),
      },
      setup: [
        'At trello.com/power-ups/admin, make a Power-Up and select API key > Generate a new API key.',
        'Select Token beside the key, consent, and copy both into this form.',
      ],
      scheme: {
        kind: 'static-secret',
        present: ({ apiKey, token }) => [
          { in: 'query', name: 'key', value: apiKey },
          { in: 'query', name: 'token', value: token },
        ],
      },
      baseUrl: () => 'https://api.trello.com/1',
      probe: () => ({
        kind: 'request',
        method: 'GET',
        url: 'https://api.trello.com/1/members/me',
        identity: ['email', 'username'],
      }),
    }),
  ];
}
