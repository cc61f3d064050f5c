import { Injectable } from '@nestjs/common';
import type { ApiErrorFacts } from '../../contract/api-errors.js';
import type { Connector } from '../../contract/connector.js';
import type { Evidence } from '../../contract/evidence.js';
import { ENTRA_QUIRKS, GRAPH_API_ERRORS, graphMethods } from '../platforms/entra.js';

/** Workbooks in OneDrive and SharePoint. */
@Injectable()
export class ExcelConnector implements Connector {
  readonly key = 'excel';
  readonly title = 'Microsoft Excel';
  readonly docs = 'https://learn.microsoft.com/en-us/graph/excel-concept-overview';
  readonly category = 'productivity';
  // Each cloud has a host of its own; see the methods.
  readonly hosts = [];
  readonly evidence: Evidence = {
    verified: ['addresses', 'client', 'offline-access', 'pkce', 'lifetimes', 'rotation'],
    community: true,
    sources: [
      'https://learn.microsoft.com/en-us/graph/excel-concept-overview',
      'https://learn.microsoft.com/en-us/entra/identity-platform/v2-oauth2-auth-code-flow',
      'https://learn.microsoft.com/en-us/entra/identity-platform/refresh-tokens',
    ],
  };
  readonly quirks = ENTRA_QUIRKS;

  readonly methods = graphMethods({ scopes: ['User.Read', 'Files.ReadWrite'], probe: '/me' });

  readonly apiErrors: ApiErrorFacts = GRAPH_API_ERRORS;
}
