import { Injectable } from '@nestjs/common';
import { type Connector, method } from '../../contract/connector.js';
import type { Evidence } from '../../contract/evidence.js';
import { hostLabel, secret, text } from '../../contract/fields.js';
import { ALL_RENEWAL_RATES } from '../../contract/renewal-facts.js';

/** Records of any table: incidents, requests, assets. */
@Injectable()
export class ServiceNowConnector implements Connector {
  readonly key = 'servicenow';
  readonly title = 'ServiceNow';
  readonly docs = 'https://www.servicenow.com/docs/r/platform-security/authentication/t_ManageTokens.html';
  readonly category = 'support';
  readonly hosts = [];
  readonly evidence: Evidence = {
    verified: ['lifetimes'],
    community: true,
    sources: [
      'https://www.servicenow.com/docs/r/platform-security/authentication/t_ManageTokens.html',
      'https://support.servicenow.com/kb?id=kb_article_view&sysparm_article=KB0791140',
    ],
  };
  readonly quirks = [
    'While an access token is valid, asking for another by consent gives the same one with a new end.',
    'Lifetimes are settings of the Application Registry entry.',
  ];

  readonly methods = [
    method({
      key: 'oauth2',
      title: 'OAuth 2.0',
      fields: {
        instance: hostLabel(
          'Instance',
          'The first part of the address of your ServiceNow, such as acme in acme.service-now.com',
        ),
        clientId: text('Client ID', 'System OAuth > Application Registry, the entry'),
        clientSecret: secret('Client Secret', 'System OAuth > Application Registry, the entry'),
      },
      setup: [
        'In ServiceNow, open System OAuth > Application Registry > New and choose Create an OAuth API endpoint for external clients.',
        'Paste the Redirect URL of this form into Redirect URL.',
        'Copy Client ID and Client Secret into this form.',
      ],
      scheme: {
        kind: 'authorization-code',
        client: ({ clientId, clientSecret }) => ({ id: clientId, secret: clientSecret, sentIn: 'body' }),
        authorizeUrl: ({ instance }) => `https://${instance}.service-now.com/oauth_auth.do`,
        tokenUrl: ({ instance }) => `https://${instance}.service-now.com/oauth_token.do`,
        scopes: [],
        pkce: 'none',
        redirectUriLabel: 'Redirect URL',
      },
      renewal: {
        rates: ALL_RENEWAL_RATES,
        defaultRate: 'disabled',
        accessLifetime: { seconds: 1_800, isSetting: true },
        rotatesRefreshToken: 'optional',
        refreshLifetime: { seconds: 8_640_000, from: 'consent', isSetting: true },
      },
      hosts: ({ instance }) => [`${instance.toLowerCase()}.service-now.com`],
      baseUrl: ({ instance }) => `https://${instance}.service-now.com/api/now`,
      probe: ({ instance }) => ({
        kind: 'request',
        method: 'GET',
        url: `https://${instance}.service-now.com/api/now/table/sys_user?sysparm_limit=1&sysparm_fields=sys_id`,
        account: instance,
      }),
    }),
  ];
}
