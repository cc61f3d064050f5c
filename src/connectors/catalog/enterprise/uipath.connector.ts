import { Injectable } from '@nestjs/common';
import { type Connector, method } from '../../contract/connector.js';
import type { Evidence } from '../../contract/evidence.js';
import { secret, text } from '../../contract/fields.js';
import type { Probe } from '../../contract/probe.js';
import { ALL_RENEWAL_RATES } from '../../contract/renewal-facts.js';

const CLIENT_PLACE = 'Admin > External Applications, the application';

const FIELDS = {
  organization: text('Organization', 'The part after cloud.uipath.com/ in the address of your Automation Cloud', {
    pattern: { source: '[A-Za-z0-9_-]+', hint: 'is the name of an organization' },
  }),
  tenant: text('Tenant', 'The part after the organization in that address', {
    pattern: { source: '[A-Za-z0-9_-]+', hint: 'is the name of a tenant' },
  }),
  clientId: text('App ID', CLIENT_PLACE),
  clientSecret: secret('App Secret', CLIENT_PLACE),
};

interface Place {
  readonly organization: string;
  readonly tenant: string;
}

const orchestratorAt = ({ organization, tenant }: Place) =>
  `https://cloud.uipath.com/${organization}/${tenant}/orchestrator_`;

const ORCHESTRATOR = {
  baseUrl: orchestratorAt,
  probe: (place: Place): Probe => ({
    kind: 'request',
    method: 'GET',
    url: `${orchestratorAt(place)}/odata/Folders?$top=1`,
    account: place.organization,
  }),
};

/** Robots, jobs, queues and assets. */
@Injectable()
export class UiPathConnector implements Connector {
  readonly key = 'uipath';
  readonly title = 'UiPath';
  readonly docs =
    'https://docs.uipath.com/automation-cloud/automation-cloud/latest/api-guide/accessing-uipath-resources-using-external-applications';
  readonly category = 'enterprise';
  readonly hosts = ['cloud.uipath.com'];
  readonly evidence: Evidence = {
    verified: ['addresses', 'offline-access', 'lifetimes', 'rotation'],
    community: true,
    sources: [
      'https://docs.uipath.com/automation-cloud/automation-cloud/latest/api-guide/accessing-uipath-resources-using-external-applications',
      'https://docs.uipath.com/automation-cloud/docs/setting-up-the-external-application',
      'https://forum.uipath.com/t/orchestrator-api-oauth2-get-refresh-token-for-confidential-application/341681',
    ],
  };
  readonly quirks = [
    'A refresh token is good for one use and ends after sixty days.',
    'Calls to Orchestrator name a folder in the header X-UIPATH-OrganizationUnitId.',
  ];

  readonly methods = [
    method({
      key: 'oauth2',
      title: 'OAuth 2.0',
      fields: FIELDS,
      setup: [
        'In UiPath Automation Cloud, open Admin > External Applications > Add Application and choose Confidential application.',
        'Add the user scopes OR.Folders, OR.Jobs and OR.Queues.',
        'Paste the Redirect URL of this form into Redirect URL.',
        'Copy App ID and App Secret into this form.',
      ],
      scheme: {
        kind: 'authorization-code',
        client: ({ clientId, clientSecret }) => ({ id: clientId, secret: clientSecret, sentIn: 'body' }),
        authorizeUrl: () => 'https://cloud.uipath.com/identity_/connect/authorize',
        tokenUrl: () => 'https://cloud.uipath.com/identity_/connect/token',
        scopes: ['OR.Folders', 'OR.Jobs', 'OR.Queues', 'offline_access'],
        pkce: 'none',
        redirectUriLabel: 'Redirect URL',
      },
      renewal: {
        rates: ALL_RENEWAL_RATES,
        defaultRate: 'disabled',
        accessLifetime: { seconds: 3_600 },
        rotatesRefreshToken: 'always',
        refreshLifetime: { seconds: 5_184_000, from: 'renewal' },
      },
      ...ORCHESTRATOR,
    }),
    method({
      key: 'client-credentials',
      title: 'OAuth 2.0, the app itself',
      fields: FIELDS,
      setup: [
        'In UiPath Automation Cloud, open Admin > External Applications > Add Application and choose Confidential application.',
        'Add the application scopes OR.Folders, OR.Jobs and OR.Queues.',
        'Copy App ID and App Secret into this form.',
      ],
      scheme: {
        kind: 'client-credentials',
        client: ({ clientId, clientSecret }) => ({ id: clientId, secret: clientSecret, sentIn: 'body' }),
        tokenUrl: () => 'https://cloud.uipath.com/identity_/connect/token',
        scopes: ['OR.Folders', 'OR.Jobs', 'OR.Queues'],
      },
      renewal: {
        rates: ALL_RENEWAL_RATES,
        defaultRate: 'disabled',
        accessLifetime: { seconds: 3_600 },
        rotatesRefreshToken: 'never',
      },
      ...ORCHESTRATOR,
    }),
  ];
}
