import { Injectable } from '@nestjs/common';
import { type Connector, method } from '../../contract/connector.js';
import type { Evidence } from '../../contract/evidence.js';
import { secret } from '../../contract/fields.js';
import { OWN_SERVER_FIELDS, onOwnServer, ownHosts } from '../platforms/own-server.js';

/** Channels, posts and users of your own server. */
@Injectable()
export class MattermostConnector implements Connector {
  readonly key = 'mattermost';
  readonly title = 'Mattermost';
  readonly docs = 'https://developers.mattermost.com/integrate/reference/personal-access-token/';
  readonly category = 'communication';
  // Its server is the company's own; see the method.
  readonly hosts = [];
  readonly evidence: Evidence = {
    verified: [],
    community: true,
    sources: [
      'https://developers.mattermost.com/integrate/reference/personal-access-token/',
      'https://github.com/nextauthjs/next-auth/tree/main/packages/core/src/providers',
    ],
  };

  readonly methods = [
    method({
      key: 'personal-token',
      title: 'Personal access token',
      fields: { ...OWN_SERVER_FIELDS, token: secret('Access token', 'Shown once when the token is made') },
      setup: [
        'In the System Console, open Integrations > Integration Management and enable personal access tokens.',
        'Open Profile > Security > Personal Access Tokens, create one, and copy it into this form.',
      ],
      scheme: { kind: 'static-secret', present: ({ token }) => [{ in: 'bearer', token }] },
      hosts: ownHosts,
      baseUrl: (values) => onOwnServer(values, '/api/v4'),
      probe: (values) => ({
        kind: 'request',
        method: 'GET',
        url: onOwnServer(values, '/api/v4/users/me'),
        identity: ['email', 'username'],
      }),
    }),
  ];
}
