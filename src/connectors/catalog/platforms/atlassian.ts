import { type Method, method } from '../../contract/connector.js';
import type { Evidence } from '../../contract/evidence.js';
import { secret, text } from '../../contract/fields.js';
import { ALL_RENEWAL_RATES, type RenewalFacts } from '../../contract/renewal-facts.js';

const API = 'https://api.atlassian.com';
const CLIENT_PLACE = 'Atlassian developer console, the app, Settings';

export const ATLASSIAN_HOSTS = ['auth.atlassian.com', 'api.atlassian.com'];

export const ATLASSIAN_QUIRKS = [
  'Scopes asked for must also be added to the app under Permissions.',
  'A product answers under the cloud id of its site, not under its host name.',
];

const ATLASSIAN_FIELDS = {
  cloudId: text('Cloud ID', 'Open /_edge/tenant_info at the address of your site', {
    pattern: { source: '[0-9a-f-]{36}', hint: 'is an id such as 11223344-a1b2-3b33-c444-def123456789' },
  }),
  clientId: text('Client ID', CLIENT_PLACE),
  clientSecret: secret('Secret', CLIENT_PLACE),
};

/** Each renewal brings a new refresh token, good for 90 days unused and for a year after the consent. */
const ATLASSIAN_RENEWAL: RenewalFacts = {
  rates: ALL_RENEWAL_RATES,
  defaultRate: 'disabled',
  accessLifetime: { seconds: 3_600 },
  rotatesRefreshToken: 'always',
  refreshLifetime: { seconds: 31_536_000, from: 'consent' },
  refreshIdle: { seconds: 7_776_000 },
};

/** @param page the product's own page on authentication */
export function atlassianEvidence(page: string): Evidence {
  return {
    verified: ['addresses', 'offline-access', 'lifetimes', 'rotation'],
    community: true,
    sources: [
      page,
      'https://community.developer.atlassian.com/t/refresh-token-expire-after-36000-seconds/60806/2',
      'https://github.com/nextauthjs/next-auth/tree/main/packages/core/src/providers',
      'https://github.com/python-social-auth/social-core/tree/master/social_core/backends',
    ],
  };
}

export interface AtlassianProduct {
  readonly scopes: readonly string[];
  /** Where its API begins at the site. */
  baseUrl(cloudId: string): string;
}

/** The one method of a cloud product of Atlassian: OAuth 2.0 (3LO) for one site. */
export function atlassianMethod({ scopes, baseUrl }: AtlassianProduct): Method {
  return method({
    key: 'oauth2',
    title: 'OAuth 2.0',
    fields: ATLASSIAN_FIELDS,
    setup: [
      'In the Atlassian developer console, select Create > OAuth 2.0 integration.',
      'Paste the Callback URL of this form into Authorization > OAuth 2.0 (3LO) > Callback URL.',
      `Under Permissions, add the APIs and the scopes ${scopes.join(', ')}.`,
      'Copy Client ID and Secret into this form.',
    ],
    scheme: {
      kind: 'authorization-code',
      client: ({ clientId, clientSecret }) => ({ id: clientId, secret: clientSecret, sentIn: 'body' }),
      authorizeUrl: () => 'https://auth.atlassian.com/authorize',
      tokenUrl: () => 'https://auth.atlassian.com/oauth/token',
      authorizeParams: { audience: 'api.atlassian.com', prompt: 'consent' },
      // Without offline_access there is no refresh token.
      scopes: ['offline_access', ...scopes],
      pkce: 'none',
      redirectUriLabel: 'Callback URL',
    },
    renewal: ATLASSIAN_RENEWAL,
    baseUrl: ({ cloudId }) => `${API}/ex${baseUrl(cloudId)}`,
    probe: () => ({
      kind: 'request',
      method: 'GET',
      url: `${API}/oauth/token/accessible-resources`,
      identity: ['0.name', '0.url'],
    }),
  });
}
