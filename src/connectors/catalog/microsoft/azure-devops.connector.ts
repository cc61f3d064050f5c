import { Injectable } from '@nestjs/common';
import { type Connector, method } from '../../contract/connector.js';
import type { Evidence } from '../../contract/evidence.js';
import { text } from '../../contract/fields.js';
import { ENTRA_FIELDS, ENTRA_QUIRKS, ENTRA_RENEWAL, entraConsent, entraLoginHost } from '../platforms/entra.js';

/** Work items, repositories and pipelines. */
@Injectable()
export class AzureDevOpsConnector implements Connector {
  readonly key = 'azure-devops';
  readonly title = 'Azure DevOps';
  readonly docs = 'https://learn.microsoft.com/en-us/azure/devops/integrate/get-started/authentication/entra-oauth';
  readonly category = 'developer';
  readonly hosts = ['dev.azure.com', 'app.vssps.visualstudio.com'];
  readonly evidence: Evidence = {
    verified: ['addresses', 'client', 'offline-access', 'pkce', 'lifetimes', 'rotation'],
    community: true,
    sources: [
      'https://learn.microsoft.com/en-us/azure/devops/integrate/get-started/authentication/entra-oauth',
      'https://learn.microsoft.com/en-us/entra/identity-platform/v2-oauth2-auth-code-flow',
      'https://learn.microsoft.com/en-us/entra/identity-platform/refresh-tokens',
    ],
  };
  readonly quirks = [
    ...ENTRA_QUIRKS,
    'Azure DevOps OAuth of its own has ended for new apps; sign-in goes by Microsoft Entra.',
  ];

  readonly methods = [
    method({
      key: 'delegated',
      title: 'OAuth 2.0, a person',
      fields: {
        ...ENTRA_FIELDS,
        organization: text('Organization', 'The part after dev.azure.com/ in the address of your organization', {
          pattern: { source: '[A-Za-z0-9-]+', hint: 'may have letters, digits and hyphens only' },
        }),
      },
      setup: [
        'In the Microsoft Entra admin center, open App registrations > New registration; under Redirect URI, choose Web and paste the Redirect URI of this form.',
        'Open API permissions > Add a permission, and add Azure DevOps > user_impersonation.',
        'Open Certificates & secrets > New client secret, and copy its Value, which is shown once.',
        'Copy Application (client) ID and Directory (tenant) ID from Overview into this form.',
      ],
      scheme: { ...entraConsent([]), scopes: ['offline_access', '499b84ac-1321-427f-aa17-267ca6975798/.default'] },
      renewal: ENTRA_RENEWAL,
      hosts: (values) => [entraLoginHost(values)],
      baseUrl: ({ organization }) => `https://dev.azure.com/${organization}`,
      probe: () => ({
        kind: 'request',
        method: 'GET',
        url: 'https://app.vssps.visualstudio.com/_apis/profile/profiles/me?api-version=7.1',
        identity: ['emailAddress', 'displayName'],
      }),
    }),
  ];
}
