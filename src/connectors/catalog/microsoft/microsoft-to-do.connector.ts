import { Injectable } from '@nestjs/common';
import type { ApiErrorFacts } from '../../contract/api-errors.js';
import type { Connector } from '../../contract/connector.js';
import type { Evidence } from '../../contract/evidence.js';
import { ENTRA_QUIRKS, GRAPH_API_ERRORS, graphMethods } from '../platforms/entra.js';

/** Task lists of a person. */
@Injectable()
export class MicrosoftToDoConnector implements Connector {
  readonly key = 'microsoft-to-do';
  readonly title = 'Microsoft To Do';
  readonly docs = 'https://learn.microsoft.com/en-us/graph/todo-concept-overview';
  readonly category = 'projects';
  // Each cloud has a host of its own; see the methods.
  readonly hosts = [];
  readonly evidence: Evidence = {
    verified: ['addresses', 'client', 'offline-access', 'pkce', 'lifetimes', 'rotation'],
    community: true,
    sources: [
      'https://learn.microsoft.com/en-us/graph/todo-concept-overview',
      'https://learn.microsoft.com/en-us/entra/identity-platform/v2-oauth2-auth-code-flow',
      'https://learn.microsoft.com/en-us/entra/identity-platform/refresh-tokens',
    ],
  };
  readonly quirks = ENTRA_QUIRKS;

  readonly methods = graphMethods({ scopes: ['User.Read', 'Tasks.ReadWrite'], probe: '/me' });

  readonly apiErrors: ApiErrorFacts = GRAPH_API_ERRORS;
}
