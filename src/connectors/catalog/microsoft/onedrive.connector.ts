import { Injectable } from '@nestjs/common';
import type { ApiErrorFacts } from '../../contract/api-errors.js';
import type { Connector } from '../../contract/connector.js';
import type { Evidence } from '../../contract/evidence.js';
import { ENTRA_QUIRKS, GRAPH_API_ERRORS, graphMethods } from '../platforms/entra.js';

/** Files of a person in OneDrive for work or school. */
@Injectable()
export class OneDriveConnector implements Connector {
  readonly key = 'onedrive';
  readonly title = 'OneDrive';
  readonly docs = 'https://learn.microsoft.com/en-us/graph/onedrive-concept-overview';
  readonly category = 'files';
  // Each cloud has a host of its own; see the methods.
  readonly hosts = [];
  readonly evidence: Evidence = {
    verified: ['addresses', 'client', 'offline-access', 'pkce', 'lifetimes', 'rotation'],
    community: true,
    sources: [
      'https://learn.microsoft.com/en-us/graph/onedrive-concept-overview',
      'https://learn.microsoft.com/en-us/entra/identity-platform/v2-oauth2-auth-code-flow',
      'https://learn.microsoft.com/en-us/entra/identity-platform/refresh-tokens',
    ],
  };
  readonly quirks = ENTRA_QUIRKS;

  readonly methods = graphMethods({
    scopes: ['User.Read', 'Files.ReadWrite.All'],
    probe: '/me/drive',
    identity: ['owner.user.email', 'owner.user.displayName'],
  });

  readonly apiErrors: ApiErrorFacts = GRAPH_API_ERRORS;
}
