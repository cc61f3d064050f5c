import { Injectable } from '@nestjs/common';
import { type Connector, method } from '../../contract/connector.js';
import type { Evidence } from '../../contract/evidence.js';
import { secret, text } from '../../contract/fields.js';
import { ALL_RENEWAL_RATES } from '../../contract/renewal-facts.js';

/** Bases, tables and records. */
@Injectable()
export class AirtableConnector implements Connector {
  readonly key = 'airtable';
  readonly title = 'Airtable';
  readonly docs = 'https://airtable.com/developers/web/api/oauth-reference';
  readonly category = 'productivity';
  readonly hosts = ['airtable.com', 'api.airtable.com'];
  readonly evidence: Evidence = {
    verified: ['addresses', 'scopes', 'pkce', 'screens'],
    community: true,
    sources: ['https://airtable.com/developers/web/api/oauth-reference'],
  };
  readonly quirks = ['PKCE is required.', 'The redirect URL must begin with https.'];

  readonly methods = [
    method({
      key: 'oauth2',
      title: 'OAuth 2.0',
      fields: {
        clientId: text('Client ID', 'Airtable Builder Hub > OAuth integrations, the integration'),
        clientSecret: secret('Client Secret', 'Airtable Builder Hub > OAuth integrations, the integration'),
      },
      setup: [
        'At airtable.com/create/oauth, select Register new OAuth integration.',
        'Paste the OAuth redirect URL of this form into OAuth redirect URL.',
        'Generate a client secret, and tick data.records:read, data.records:write, schema.bases:read and user.email:read.',
        'Copy Client ID and Client Secret into this form.',
      ],
      scheme: {
        kind: 'authorization-code',
        client: ({ clientId, clientSecret }) => ({ id: clientId, secret: clientSecret, sentIn: 'basic-header' }),
        authorizeUrl: () => 'https://airtable.com/oauth2/v1/authorize',
        tokenUrl: () => 'https://airtable.com/oauth2/v1/token',
        scopes: ['data.records:read', 'data.records:write', 'schema.bases:read', 'user.email:read'],
        pkce: 'S256',
        redirectUriLabel: 'OAuth redirect URL',
      },
      renewal: {
        rates: ALL_RENEWAL_RATES,
        defaultRate: 'disabled',
        rotatesRefreshToken: 'always',
      },
      baseUrl: () => 'https://api.airtable.com/v0',
      probe: () => ({
        kind: 'request',
        method: 'GET',
        url: 'https://api.airtable.com/v0/meta/whoami',
        identity: ['email', 'id'],
      }),
    }),
    method({
      key: 'personal-token',
      title: 'Personal access token',
      fields: {
        token: secret('Personal access token', 'Airtable Builder Hub > Personal access tokens'),
      },
      setup: [
        'At airtable.com/create/tokens, create a token with its scopes and bases.',
        'Copy it into this form; it is shown once.',
      ],
      scheme: {
        kind: 'static-secret',
        present: ({ token }) => [{ in: 'bearer', token }],
      },
      baseUrl: () => 'https://api.airtable.com/v0',
      probe: () => ({
        kind: 'request',
        method: 'GET',
        url: 'https://api.airtable.com/v0/meta/whoami',
        identity: ['email', 'id'],
      }),
    }),
  ];
}
