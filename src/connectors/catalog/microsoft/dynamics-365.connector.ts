import { Injectable } from '@nestjs/common';
import { type Connector, method } from '../../contract/connector.js';
import type { Evidence } from '../../contract/evidence.js';
import { hostLabel } from '../../contract/fields.js';
import { ENTRA_FIELDS, ENTRA_QUIRKS, ENTRA_RENEWAL, entraConsent, entraLoginHost } from '../platforms/entra.js';

/** Tables of Dynamics 365 and Dataverse. */
@Injectable()
export class Dynamics365Connector implements Connector {
  readonly key = 'dynamics-365';
  readonly title = 'Microsoft Dynamics 365';
  readonly docs = 'https://learn.microsoft.com/en-us/power-apps/developer/data-platform/authenticate-oauth';
  readonly category = 'crm';
  // Every environment has a host of its own; see the method.
  readonly hosts = [];
  readonly evidence: Evidence = {
    verified: ['addresses', 'client', 'offline-access', 'pkce', 'lifetimes', 'rotation'],
    community: true,
    sources: [
      'https://learn.microsoft.com/en-us/power-apps/developer/data-platform/authenticate-oauth',
      'https://learn.microsoft.com/en-us/entra/identity-platform/v2-oauth2-auth-code-flow',
      'https://learn.microsoft.com/en-us/entra/identity-platform/refresh-tokens',
    ],
  };
  readonly quirks = [...ENTRA_QUIRKS, 'The person must be a user of the environment, with a security role.'];

  readonly methods = [
    method({
      key: 'delegated',
      title: 'OAuth 2.0, a person',
      fields: {
        ...ENTRA_FIELDS,
        organization: hostLabel(
          'Organization',
          'The first part of the address of your environment, such as contoso in contoso.crm4.dynamics.com',
        ),
        region: hostLabel('Region', 'The second part of that address, such as crm4'),
      },
      setup: [
        'In the Microsoft Entra admin center, open App registrations > New registration; under Redirect URI, choose Web and paste the Redirect URI of this form.',
        'Open API permissions > Add a permission, and add Dynamics CRM > user_impersonation.',
        'Open Certificates & secrets > New client secret, and copy its Value, which is shown once.',
        'Copy Application (client) ID and Directory (tenant) ID from Overview into this form.',
      ],
      scheme: {
        ...entraConsent([]),
        chosenScopes: (values: Environment) => [`https://${hostOf(values)}/user_impersonation`],
      },
      renewal: ENTRA_RENEWAL,
      hosts: (values) => [entraLoginHost(values), hostOf(values)],
      baseUrl: (values) => `https://${hostOf(values)}/api/data/v9.2`,
      probe: (values) => ({
        kind: 'request',
        method: 'GET',
        url: `https://${hostOf(values)}/api/data/v9.2/WhoAmI`,
        identity: ['UserId'],
      }),
    }),
  ];
}

interface Environment {
  readonly organization: string;
  readonly region: string;
}

function hostOf({ organization, region }: Environment): string {
  return `${organization}.${region}.dynamics.com`.toLowerCase();
}
