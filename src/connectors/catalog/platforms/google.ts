import type { ApiErrorFacts } from '../../contract/api-errors.js';
import { type Method, method } from '../../contract/connector.js';
import { secret, text } from '../../contract/fields.js';
import type { SecretClient } from '../../contract/oauth-client.js';
import type { Probe } from '../../contract/probe.js';
import { ALL_RENEWAL_RATES, type RenewalFacts } from '../../contract/renewal-facts.js';

export const GOOGLE_DOCS = 'https://developers.google.com/identity/protocols/oauth2/web-server';
export const GOOGLE_TOKEN_HOST = 'oauth2.googleapis.com';

export const GOOGLE_USERINFO_HOST = 'openidconnect.googleapis.com';
const USERINFO = `https://${GOOGLE_USERINFO_HOST}/v1/userinfo`;

export const GOOGLE_FIELDS = {
  clientId: text('Client ID', 'Google Cloud console > Google Auth Platform > Clients, the OAuth client'),
  clientSecret: secret('Client secret', 'Google Cloud console > Google Auth Platform > Clients, the OAuth client'),
};

/** https://developers.google.com/identity/protocols/oauth2#expiration. */
export const GOOGLE_RENEWAL: RenewalFacts = {
  rates: ALL_RENEWAL_RATES,
  defaultRate: 'disabled',
  accessLifetime: { seconds: 3_600 },
  // No answer to a refresh brings another.
  rotatesRefreshToken: 'never',
  // Unused for six months.
  refreshIdle: { seconds: 15_552_000 },
  // Live refresh tokens of one account and client; one more ends the oldest.
  grantCap: 100,
};

export const GOOGLE_QUIRKS = [
  'A repeated consent brings no refresh token unless the consent screen is shown again; it always is here.',
  'A project whose publishing status is Testing with external users gives refresh tokens that end after seven days.',
  'A person can grant fewer scopes than were asked for.',
];

/** A refusal of any of Google's APIs: https://cloud.google.com/apis/design/errors. */
export const GOOGLE_API_ERRORS: ApiErrorFacts = {
  codeAt: [
    ['error', 'errors', 0, 'reason'],
    ['error', 'details', 0, 'reason'],
    ['error', 'status'],
  ],
  messageAt: [['error', 'message']],
  judgements: {
    authError: 'expired',
    UNAUTHENTICATED: 'expired',
    userRateLimitExceeded: 'wait',
    rateLimitExceeded: 'wait',
    dailyLimitExceeded: 'wait',
    quotaExceeded: 'wait',
    RESOURCE_EXHAUSTED: 'wait',
    insufficientPermissions: 'reconnect',
    ACCESS_TOKEN_SCOPE_INSUFFICIENT: 'reconnect',
    accessNotConfigured: 'configure',
    SERVICE_DISABLED: 'configure',
  },
};

interface GoogleClient {
  readonly clientId: string;
  readonly clientSecret: NonNullable<SecretClient['secret']>;
}

/** A person signs in with Google; a connector may ask for more fields than these. */
export function googleConsent(scopes: readonly string[]) {
  return {
    kind: 'authorization-code' as const,
    client: ({ clientId, clientSecret }: GoogleClient): SecretClient => ({
      id: clientId,
      secret: clientSecret,
      sentIn: 'body',
    }),
    authorizeUrl: () => 'https://accounts.google.com/o/oauth2/v2/auth',
    tokenUrl: () => `https://${GOOGLE_TOKEN_HOST}/token`,
    // Without offline access there is no refresh token, and without the prompt only the first consent brings one.
    authorizeParams: { access_type: 'offline', prompt: 'consent' },
    scopes,
    pkce: 'S256' as const,
    redirectUriLabel: 'Authorized redirect URI',
    judgements: {
      admin_policy_enforced: 'configure',
      org_internal: 'configure',
      redirect_uri_mismatch: 'configure',
    } as const,
  };
}

/** What a vendor half looks like for one of Google's APIs. */
export function googleSetup(api: string): readonly string[] {
  return [
    `In the Google Cloud console, choose or make a project, open APIs & Services > Library, and enable the ${api}.`,
    'Open Google Auth Platform, fill in Branding and Audience, and publish the app (or make it internal).',
    'Open Clients > Create client, choose Web application, and paste the Authorized redirect URI of this form.',
    'Copy Client ID and Client secret into this form.',
  ];
}

export interface GoogleApi {
  /** As the API library of the console calls it. */
  readonly api: string;
  readonly scopes: readonly string[];
  readonly baseUrl: string;
  /** Default: who signed in, which needs the scopes `openid` and `email`. */
  readonly probe?: string;
  readonly identity?: readonly string[];
}

/** The one method of a Google API that a person consents to. */
export function googleMethod({ api, scopes, baseUrl, probe = USERINFO, identity = ['email'] }: GoogleApi): Method {
  return method({
    key: 'oauth2',
    title: 'OAuth 2.0',
    fields: GOOGLE_FIELDS,
    setup: googleSetup(api),
    scheme: googleConsent(scopes),
    renewal: GOOGLE_RENEWAL,
    baseUrl: () => baseUrl,
    probe: (): Probe => ({ kind: 'request', method: 'GET', url: probe, identity }),
  });
}
