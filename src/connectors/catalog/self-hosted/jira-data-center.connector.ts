import { Injectable } from '@nestjs/common';
import { type Connector, method } from '../../contract/connector.js';
import type { Evidence } from '../../contract/evidence.js';
import { secret } from '../../contract/fields.js';
import { OWN_SERVER_FIELDS, onOwnServer, ownHosts } from '../platforms/own-server.js';

/** Issues and projects of your own Jira. */
@Injectable()
export class JiraDataCenterConnector implements Connector {
  readonly key = 'jira-data-center';
  readonly title = 'Jira Data Center';
  readonly docs = 'https://confluence.atlassian.com/enterprise/using-personal-access-tokens-1026032365.html';
  readonly category = 'projects';
  // Its server is the company's own; see the method.
  readonly hosts = [];
  readonly evidence: Evidence = {
    verified: [],
    community: true,
    sources: ['https://confluence.atlassian.com/enterprise/using-personal-access-tokens-1026032365.html'],
  };
  readonly quirks = ['Jira in the cloud is another connector.'];

  readonly methods = [
    method({
      key: 'personal-token',
      title: 'Personal access token',
      fields: { ...OWN_SERVER_FIELDS, token: secret('Personal access token', 'Profile > Personal Access Tokens') },
      setup: [
        'In Jira, open your profile > Personal Access Tokens and select Create token.',
        'Copy the token, which is shown once, into this form.',
      ],
      scheme: { kind: 'static-secret', present: ({ token }) => [{ in: 'bearer', token }] },
      hosts: ownHosts,
      baseUrl: (values) => onOwnServer(values, '/rest/api/2'),
      probe: (values) => ({
        kind: 'request',
        method: 'GET',
        url: onOwnServer(values, '/rest/api/2/myself'),
        identity: ['emailAddress', 'name'],
      }),
    }),
  ];
}
