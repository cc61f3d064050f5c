import { Injectable } from '@nestjs/common';
import { type Connector, method } from '../../contract/connector.js';
import type { Evidence } from '../../contract/evidence.js';
import { choice, hostLabel, secret, text } from '../../contract/fields.js';
import { ALL_RENEWAL_RATES } from '../../contract/renewal-facts.js';

/** Envelopes and signatures. */
@Injectable()
export class DocuSignConnector implements Connector {
  readonly key = 'docusign';
  readonly title = 'Docusign';
  readonly docs = 'https://developers.docusign.com/platform/auth/authcode/';
  readonly category = 'files';
  readonly hosts = [];
  readonly evidence: Evidence = {
    verified: ['addresses', 'client', 'offline-access', 'lifetimes', 'rotation', 'probe'],
    community: true,
    sources: [
      'https://developers.docusign.com/platform/auth/authcode/',
      'https://www.docusign.com/blog/developers/authorization-code-grant-refresh-tokens',
      'https://developers.docusign.com/platform/auth/reference/obtain-access-token',
    ],
  };
  readonly quirks = [
    'An integration key works in the developer environment first; production needs a review (Go-Live).',
  ];

  readonly methods = [
    method({
      key: 'oauth2',
      title: 'OAuth 2.0',
      fields: {
        environment: choice('Environment', 'Where the app is: production, or the developer environment', {
          production: 'Production',
          demo: 'Developer environment',
        }),
        server: hostLabel('Server', 'Apps and Keys page, Account Base URI, its first part, such as na3 or demo'),
        clientId: text('Integration Key', 'Docusign Admin > Apps and Keys, the app'),
        clientSecret: secret('Secret Key', 'Docusign Admin > Apps and Keys, the app'),
      },
      setup: [
        'In Docusign Admin, open Apps and Keys and select Add App and Integration Key.',
        'Under Authentication, choose Authorization Code Grant and add a secret key.',
        'Paste the Redirect URI of this form into Additional settings > Redirect URIs.',
        'Copy Integration Key and Secret Key into this form.',
      ],
      scheme: {
        kind: 'authorization-code',
        client: ({ clientId, clientSecret }) => ({ id: clientId, secret: clientSecret, sentIn: 'basic-header' }),
        authorizeUrl: (values) => `https://${accountHost(values)}/oauth/auth`,
        tokenUrl: (values) => `https://${accountHost(values)}/oauth/token`,
        scopes: ['signature', 'extended'],
        pkce: 'none',
        redirectUriLabel: 'Redirect URI',
      },
      renewal: {
        rates: ALL_RENEWAL_RATES,
        defaultRate: 'disabled',
        // Without the scope "extended" a renewal does not begin the thirty days anew.
        accessLifetime: { seconds: 28_800 },
        rotatesRefreshToken: 'always',
        refreshLifetime: { seconds: 2_592_000, from: 'renewal' },
      },
      hosts: (values) => [accountHost(values), `${values.server.toLowerCase()}.docusign.net`],
      baseUrl: ({ server }) => `https://${server}.docusign.net/restapi/v2.1`,
      probe: (values) => ({
        kind: 'request',
        method: 'GET',
        url: `https://${accountHost(values)}/oauth/userinfo`,
        identity: ['email', 'name'],
      }),
    }),
  ];
}

function accountHost({ environment }: { readonly environment: string }): string {
  return environment === 'demo' ? 'account-d.docusign.com' : 'account.docusign.com';
}
