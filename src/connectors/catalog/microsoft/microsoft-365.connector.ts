import { Injectable } from '@nestjs/common';
import type { ApiErrorFacts } from '../../contract/api-errors.js';
import type { Connector } from '../../contract/connector.js';
import type { Evidence } from '../../contract/evidence.js';
import { ENTRA_QUIRKS, GRAPH_API_ERRORS, graphMethods } from '../platforms/entra.js';

/** Users, groups and everything else of Microsoft Graph. */
@Injectable()
export class Microsoft365Connector implements Connector {
  readonly key = 'microsoft-365';
  readonly title = 'Microsoft 365';
  readonly docs = 'https://learn.microsoft.com/en-us/graph/auth-v2-user';
  readonly category = 'productivity';
  // Each cloud has a host of its own; see the methods.
  readonly hosts = [];
  readonly evidence: Evidence = {
    verified: ['addresses', 'client', 'offline-access', 'pkce', 'lifetimes', 'rotation'],
    community: true,
    sources: [
      'https://learn.microsoft.com/en-us/graph/auth-v2-user',
      'https://learn.microsoft.com/en-us/entra/identity-platform/v2-oauth2-auth-code-flow',
      'https://learn.microsoft.com/en-us/entra/identity-platform/refresh-tokens',
    ],
  };
  readonly quirks = [
    ...ENTRA_QUIRKS,
    'Directory.Read.All needs the consent of an admin; leave it out of the app and Microsoft grants what remains.',
  ];

  readonly methods = graphMethods({
    scopes: ['User.Read', 'Directory.Read.All'],
    probe: '/me',
    appPermissions: ['Directory.Read.All', 'Organization.Read.All'],
    appProbe: '/organization',
  });

  readonly apiErrors: ApiErrorFacts = GRAPH_API_ERRORS;
}
