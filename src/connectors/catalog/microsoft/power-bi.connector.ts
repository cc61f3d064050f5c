import { Injectable } from '@nestjs/common';
import { type Connector, method } from '../../contract/connector.js';
import type { Evidence } from '../../contract/evidence.js';
import { ENTRA_FIELDS, ENTRA_QUIRKS, ENTRA_RENEWAL, entraConsent, entraLoginHost } from '../platforms/entra.js';

/** Workspaces, datasets and reports. */
@Injectable()
export class PowerBiConnector implements Connector {
  readonly key = 'power-bi';
  readonly title = 'Microsoft Power BI';
  readonly docs = 'https://learn.microsoft.com/en-us/rest/api/power-bi/';
  readonly category = 'data';
  readonly hosts = ['api.powerbi.com'];
  readonly evidence: Evidence = {
    verified: ['addresses', 'client', 'offline-access', 'pkce', 'lifetimes', 'rotation'],
    community: true,
    sources: [
      'https://learn.microsoft.com/en-us/rest/api/power-bi/',
      'https://learn.microsoft.com/en-us/entra/identity-platform/v2-oauth2-auth-code-flow',
      'https://learn.microsoft.com/en-us/entra/identity-platform/refresh-tokens',
    ],
  };
  readonly quirks = ENTRA_QUIRKS;

  readonly methods = [
    method({
      key: 'delegated',
      title: 'OAuth 2.0, a person',
      fields: { ...ENTRA_FIELDS },
      setup: [
        'In the Microsoft Entra admin center, open App registrations > New registration; under Redirect URI, choose Web and paste the Redirect URI of this form.',
        'Open API permissions > Add a permission, and add Power BI Service > Delegated permissions > Dataset.ReadWrite.All, Report.Read.All and Workspace.Read.All.',
        'Open Certificates & secrets > New client secret, and copy its Value, which is shown once.',
        'Copy Application (client) ID and Directory (tenant) ID from Overview into this form.',
      ],
      scheme: { ...entraConsent([]), scopes: ['offline_access', 'https://analysis.windows.net/powerbi/api/.default'] },
      renewal: ENTRA_RENEWAL,
      hosts: (values) => [entraLoginHost(values)],
      baseUrl: () => 'https://api.powerbi.com/v1.0/myorg',
      probe: () => ({ kind: 'request', method: 'GET', url: 'https://api.powerbi.com/v1.0/myorg/groups' }),
    }),
  ];
}
