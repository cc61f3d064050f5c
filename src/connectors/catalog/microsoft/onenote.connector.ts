import { Injectable } from '@nestjs/common';
import type { ApiErrorFacts } from '../../contract/api-errors.js';
import type { Connector } from '../../contract/connector.js';
import type { Evidence } from '../../contract/evidence.js';
import { ENTRA_QUIRKS, GRAPH_API_ERRORS, graphMethods } from '../platforms/entra.js';

/** Notebooks, sections and pages. */
@Injectable()
export class OneNoteConnector implements Connector {
  readonly key = 'onenote';
  readonly title = 'Microsoft OneNote';
  readonly docs = 'https://learn.microsoft.com/en-us/graph/integrate-with-onenote';
  readonly category = 'productivity';
  // Each cloud has a host of its own; see the methods.
  readonly hosts = [];
  readonly evidence: Evidence = {
    verified: ['addresses', 'client', 'offline-access', 'pkce', 'lifetimes', 'rotation'],
    community: true,
    sources: [
      'https://learn.microsoft.com/en-us/graph/integrate-with-onenote',
      'https://learn.microsoft.com/en-us/entra/identity-platform/v2-oauth2-auth-code-flow',
      'https://learn.microsoft.com/en-us/entra/identity-platform/refresh-tokens',
    ],
  };
  readonly quirks = ENTRA_QUIRKS;

  readonly methods = graphMethods({ scopes: ['User.Read', 'Notes.ReadWrite'], probe: '/me' });

  readonly apiErrors: ApiErrorFacts = GRAPH_API_ERRORS;
}
