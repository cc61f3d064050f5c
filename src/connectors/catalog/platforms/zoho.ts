import { type Method, method } from '../../contract/connector.js';
import type { Evidence } from '../../contract/evidence.js';
import { choice, secret, text } from '../../contract/fields.js';
import { ALL_RENEWAL_RATES, type RenewalFacts } from '../../contract/renewal-facts.js';

const CLIENT_PLACE = 'Zoho API console, the client, Client Secret tab';

const ZOHO_FIELDS = {
  dataCentre: choice('Data centre', 'The end of the address where you sign in to Zoho', {
    com: 'United States (.com)',
    eu: 'Europe (.eu)',
    in: 'India (.in)',
    'com.au': 'Australia (.com.au)',
    jp: 'Japan (.jp)',
    ca: 'Canada (.ca)',
  }),
  clientId: text('Client ID', CLIENT_PLACE),
  clientSecret: secret('Client Secret', CLIENT_PLACE),
};

/** https://www.zoho.com/crm/developer/docs/api/v8/token-validity.html */
const ZOHO_RENEWAL: RenewalFacts = {
  rates: ALL_RENEWAL_RATES,
  defaultRate: 'disabled',
  accessLifetime: { seconds: 3_600 },
  rotatesRefreshToken: 'never',
};

export const ZOHO_QUIRKS = [
  'The account lives in one data centre; a client of another one is unknown there unless multi-DC is on.',
  'At most ten access tokens are given in ten minutes for one refresh token.',
  'The token travels as Authorization: Zoho-oauthtoken.',
  'At most fifteen access tokens of one refresh token work at a time; one more ends the oldest.',
];

/** @param page the product's own page on authentication */
export function zohoEvidence(page: string): Evidence {
  return {
    verified: ['addresses', 'client', 'offline-access', 'lifetimes'],
    community: true,
    sources: [
      page,
      'https://www.manageengine.com/analytics-plus/cloud-help/api/authentication/refresh-token.html',
      'https://github.com/nextauthjs/next-auth/tree/main/packages/core/src/providers',
      'https://zohohelp.com/crm/developer/docs/api/v8/token-validity.html',
      'https://zoho.com/crm/developer/docs/api/v3/token-validity.html',
    ],
  };
}

interface Account {
  readonly dataCentre: string;
}

function accountsHost({ dataCentre }: Account): string {
  return dataCentre === 'ca' ? 'accounts.zohocloud.ca' : `accounts.zoho.${dataCentre}`;
}

function apiHost({ dataCentre }: Account): string {
  return dataCentre === 'ca' ? 'www.zohoapis.ca' : `www.zohoapis.${dataCentre}`;
}

export interface ZohoApi {
  readonly scopes: readonly string[];
  /** Where the product's API begins on the host of the data centre. */
  readonly path: string;
  /** Relative to that. */
  readonly probe: string;
  readonly identity: readonly string[];
}

/** The one method of a Zoho product: a person consents in the data centre where the account lives. */
export function zohoMethod({ scopes, path, probe, identity }: ZohoApi): Method {
  return method({
    key: 'oauth2',
    title: 'OAuth 2.0',
    fields: ZOHO_FIELDS,
    setup: [
      'At api-console.zoho.com, select Add Client > Server-based Applications.',
      'Paste the Authorized Redirect URI of this form into Authorized Redirect URIs.',
      'Copy Client ID and Client Secret into this form.',
    ],
    scheme: {
      kind: 'authorization-code',
      client: ({ clientId, clientSecret }) => ({ id: clientId, secret: clientSecret, sentIn: 'body' }),
      authorizeUrl: (values) => `https://${accountsHost(values)}/oauth/v2/auth`,
      tokenUrl: (values) => `https://${accountsHost(values)}/oauth/v2/token`,
      // Without offline access there is no refresh token, and only a shown consent brings another.
      authorizeParams: { access_type: 'offline', prompt: 'consent' },
      scopes,
      scopeSeparator: ',',
      pkce: 'none',
      redirectUriLabel: 'Authorized Redirect URI',
      presented: { prefix: 'Zoho-oauthtoken' },
      answer: { keep: ['api_domain'] },
    },
    renewal: ZOHO_RENEWAL,
    hosts: (values) => [accountsHost(values), apiHost(values)],
    baseUrl: (values) => `https://${apiHost(values)}${path}`,
    probe: (values) => ({
      kind: 'request',
      method: 'GET',
      url: `https://${apiHost(values)}${path}${probe}`,
      identity,
    }),
  });
}
