import { Injectable } from '@nestjs/common';
import { type Connector, method } from '../../contract/connector.js';
import type { Evidence } from '../../contract/evidence.js';
import { secret, text } from '../../contract/fields.js';
import { ALL_RENEWAL_RATES } from '../../contract/renewal-facts.js';

/** Design files, comments and components. */
@Injectable()
export class FigmaConnector implements Connector {
  readonly key = 'figma';
  readonly title = 'Figma';
  readonly docs = 'https://developers.figma.com/docs/rest-api/authentication/';
  readonly category = 'files';
  readonly hosts = ['api.figma.com'];
  readonly evidence: Evidence = {
    verified: ['scopes'],
    community: true,
    sources: [
      'https://developers.figma.com/docs/rest-api/authentication/',
      'https://github.com/nextauthjs/next-auth/tree/main/packages/core/src/providers',
      'https://community.auth0.com/t/figma-tokenurl-migration/182728',
    ],
  };
  readonly quirks = ['A renewal goes to an address of its own.'];

  readonly methods = [
    method({
      key: 'oauth2',
      title: 'OAuth 2.0',
      fields: {
        clientId: text('Client ID', 'Figma developers, My apps, the app'),
        clientSecret: secret('Client Secret', 'Figma developers, My apps, the app'),
      },
      setup: [
        'At figma.com/developers/apps, select Create a new app.',
        'Paste the Redirect URL of this form into Redirect URLs.',
        'Under Scopes, choose current_user:read and file_content:read.',
        'Copy Client ID and Client Secret into this form.',
      ],
      scheme: {
        kind: 'authorization-code',
        client: ({ clientId, clientSecret }) => ({ id: clientId, secret: clientSecret, sentIn: 'basic-header' }),
        authorizeUrl: () => 'https://www.figma.com/oauth',
        tokenUrl: () => 'https://api.figma.com/v1/oauth/token',
        renewUrl: () => 'https://api.figma.com/v1/oauth/refresh',
        scopes: ['current_user:read', 'file_content:read'],
        pkce: 'none',
        redirectUriLabel: 'Redirect URL',
      },
      renewal: {
        rates: ALL_RENEWAL_RATES,
        defaultRate: 'disabled',
        rotatesRefreshToken: 'optional',
      },
      baseUrl: () => 'https://api.figma.com/v1',
      probe: () => ({
        kind: 'request',
        method: 'GET',
        url: 'https://api.figma.com/v1/me',
        identity: ['email', 'handle'],
      }),
    }),
  ];
}
