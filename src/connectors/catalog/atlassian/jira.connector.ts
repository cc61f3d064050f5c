import { Injectable } from '@nestjs/common';
import type { Connector } from '../../contract/connector.js';
import { ATLASSIAN_HOSTS, ATLASSIAN_QUIRKS, atlassianEvidence, atlassianMethod } from '../platforms/atlassian.js';

const DOCS = 'https://developer.atlassian.com/cloud/jira/platform/oauth-2-3lo-apps/';

/** Issues, projects and boards. */
@Injectable()
export class JiraConnector implements Connector {
  readonly key = 'jira';
  readonly title = 'Jira Cloud';
  readonly docs = DOCS;
  readonly category = 'projects';
  readonly hosts = ATLASSIAN_HOSTS;
  readonly evidence = atlassianEvidence(DOCS);
  readonly quirks = ATLASSIAN_QUIRKS;

  readonly methods = [
    atlassianMethod({
      scopes: ['read:me', 'read:jira-work', 'write:jira-work', 'read:jira-user'],
      baseUrl: (cloudId) => `/jira/${cloudId}/rest/api/3`,
    }),
  ];
}
