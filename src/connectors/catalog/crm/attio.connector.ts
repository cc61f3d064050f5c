import { Injectable } from '@nestjs/common';
import { type Connector, method } from '../../contract/connector.js';
import type { Evidence } from '../../contract/evidence.js';
import { secret, text } from '../../contract/fields.js';

/** People, companies and lists. */
@Injectable()
export class AttioConnector implements Connector {
  readonly key = 'attio';
  readonly title = 'Attio';
  readonly docs = 'https://docs.attio.com/rest-api/guides/authentication';
  readonly category = 'crm';
  readonly hosts = ['api.attio.com', 'app.attio.com'];
  readonly evidence: Evidence = {
    verified: [],
    community: true,
    sources: ['https://docs.attio.com/rest-api/guides/authentication'],
  };
  readonly quirks = ['Scopes are chosen in the dashboard, not in the request.'];

  readonly methods = [
    method({
      key: 'oauth2',
      title: 'OAuth 2.0',
      fields: {
        clientId: text('Client ID', 'Attio developer dashboard, the integration, OAuth'),
        clientSecret: secret('Client Secret', 'Attio developer dashboard, the integration, OAuth'),
      },
      setup: [
        'At build.attio.com, create an integration and turn on OAuth.',
        'Paste the Redirect URI of this form into Redirect URIs.',
        'Copy Client ID and Client Secret into this form.',
      ],
      scheme: {
        kind: 'authorization-code',
        client: ({ clientId, clientSecret }) => ({ id: clientId, secret: clientSecret, sentIn: 'body' }),
        authorizeUrl: () => 'https://app.attio.com/authorize',
        tokenUrl: () => 'https://app.attio.com/oauth/token',
        scopes: [],
        pkce: 'none',
        redirectUriLabel: 'Redirect URI',
      },
      renewal: {
        rates: ['disabled'],
        defaultRate: 'disabled',
        rotatesRefreshToken: 'never',
        issuesRefreshToken: false,
      },
      baseUrl: () => 'https://api.attio.com/v2',
      probe: () => ({
        kind: 'request',
        method: 'GET',
        url: 'https://api.attio.com/v2/self',
        identity: ['workspace_name'],
      }),
    }),
  ];
}
