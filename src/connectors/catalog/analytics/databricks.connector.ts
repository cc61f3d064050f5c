import { Injectable } from '@nestjs/common';
import { type Connector, method } from '../../contract/connector.js';
import type { Evidence } from '../../contract/evidence.js';
import { hostLabel, secret, text } from '../../contract/fields.js';
import { ALL_RENEWAL_RATES } from '../../contract/renewal-facts.js';

/** Jobs, clusters and SQL of a workspace on AWS. */
@Injectable()
export class DatabricksConnector implements Connector {
  readonly key = 'databricks';
  readonly title = 'Databricks';
  readonly docs = 'https://docs.databricks.com/aws/en/dev-tools/auth/oauth-m2m';
  readonly category = 'data';
  readonly hosts = [];
  readonly evidence: Evidence = {
    verified: [],
    community: true,
    sources: ['https://docs.databricks.com/aws/en/dev-tools/auth/oauth-m2m'],
  };

  readonly methods = [
    method({
      key: 'client-credentials',
      title: 'OAuth 2.0, the app itself',
      fields: {
        workspace: hostLabel('Workspace', 'The first part of the address of the workspace, such as dbc-a1b2c3d4-e5f6'),
        clientId: text('Client ID', 'Settings > Identity and access > Service principals, Secrets'),
        clientSecret: secret('Client Secret', 'Settings > Identity and access > Service principals, Secrets'),
      },
      setup: [
        'In Databricks, open Settings > Identity and access > Service principals and add one.',
        'On its Secrets tab, select Generate secret, which is shown once.',
        'Copy Client ID and Client Secret into this form.',
      ],
      scheme: {
        kind: 'client-credentials',
        client: ({ clientId, clientSecret }) => ({ id: clientId, secret: clientSecret, sentIn: 'basic-header' }),
        tokenUrl: ({ workspace }) => `https://${workspace}.cloud.databricks.com/oidc/v1/token`,
        scopes: ['all-apis'],
      },
      renewal: {
        rates: ALL_RENEWAL_RATES,
        defaultRate: 'disabled',
        rotatesRefreshToken: 'never',
      },
      hosts: ({ workspace }) => [`${workspace.toLowerCase()}.cloud.databricks.com`],
      baseUrl: ({ workspace }) => `https://${workspace}.cloud.databricks.com/api`,
      probe: ({ workspace }) => ({
        kind: 'request',
        method: 'GET',
        url: `https://${workspace}.cloud.databricks.com/api/2.0/preview/scim/v2/Me`,
        identity: ['userName', 'displayName'],
      }),
    }),
  ];
}
