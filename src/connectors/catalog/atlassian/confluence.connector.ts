import { Injectable } from '@nestjs/common';
import type { Connector } from '../../contract/connector.js';
import { ATLASSIAN_HOSTS, ATLASSIAN_QUIRKS, atlassianEvidence, atlassianMethod } from '../platforms/atlassian.js';

const DOCS = 'https://developer.atlassian.com/cloud/confluence/oauth-2-3lo-apps/';

/** Spaces and pages. */
@Injectable()
export class ConfluenceConnector implements Connector {
  readonly key = 'confluence';
  readonly title = 'Confluence Cloud';
  readonly docs = DOCS;
  readonly category = 'productivity';
  readonly hosts = ATLASSIAN_HOSTS;
  readonly evidence = atlassianEvidence(DOCS);
  readonly quirks = ATLASSIAN_QUIRKS;

  readonly methods = [
    atlassianMethod({
      scopes: ['read:me', 'read:confluence-content.all', 'write:confluence-content', 'read:confluence-space.summary'],
      baseUrl: (cloudId) => `/confluence/${cloudId}/wiki/rest/api`,
    }),
  ];
}
