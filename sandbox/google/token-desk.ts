import { verifyAssertion } from '../oauth/assertion.js';
import type { Issued } from '../oauth/grants.js';
import { type FaultTable, OAuthFault } from '../oauth/oauth-fault.js';
import { required, type TokenDesk } from '../oauth/token-endpoint.js';
import { jsonAnswer } from '../stage/answer.js';
import type { Call } from '../stage/call.js';
import type { GoogleDesk } from './desk.js';
import { oauthError } from './wording.js';

const DEAD_REFRESH = [400, 'invalid_grant', 'Token has been expired or revoked.'] as const;
const DEAD_CODE = [400, 'invalid_grant', 'Bad Request'] as const;
const NO_FORM = [400, 'invalid_request', 'Bad Request'] as const;

const FAULTS: FaultTable = {
  'not-a-form': NO_FORM,
  'no-grant-type': [400, 'unsupported_grant_type', 'Invalid grant_type: '],
  'unsupported-grant': [400, 'unsupported_grant_type', 'Invalid grant_type'],
  'missing-field': [400, 'invalid_request', 'Missing required parameter'],
  'client-missing': [400, 'invalid_request', 'Could not determine client ID from request.'],
  'client-unknown': [401, 'invalid_client', 'The OAuth client was not found.'],
  'client-secret': [401, 'invalid_client', 'Unauthorized'],
  'client-twice': [400, 'invalid_request', 'Multiple client credentials cannot be provided.'],
  'code-unknown': [400, 'invalid_grant', 'Malformed auth code.'],
  'code-used': DEAD_CODE,
  'code-expired': DEAD_CODE,
  'code-client': [401, 'unauthorized_client', 'Unauthorized'],
  'code-redirect': [400, 'redirect_uri_mismatch', 'Bad Request'],
  'code-verifier': [400, 'invalid_grant', 'Invalid code verifier.'],
  'refresh-unknown': [400, 'invalid_grant', 'Bad Request'],
  'refresh-revoked': DEAD_REFRESH,
  'refresh-expired': DEAD_REFRESH,
  'refresh-replaced': DEAD_REFRESH,
  'refresh-reused': DEAD_REFRESH,
  'refresh-client': [401, 'unauthorized_client', 'Unauthorized'],
  scope: [400, 'invalid_scope', 'Some requested scopes were invalid.'],
  assertion: [400, 'invalid_grant', 'Invalid JWT Signature.'],
};

/** Google's token endpoint: the secret is needed even with PKCE, and a refresh brings no refresh token. */
export function tokenDesk(desk: GoogleDesk): TokenDesk {
  return {
    book: desk.book,
    faults: FAULTS,
    clientOf: (id) => desk.state.data.clients.get(id),
    extraGrants: {
      'urn:ietf:params:oauth:grant-type:jwt-bearer': (call, form) => byAssertion(call, form, desk),
    },
    write: ({ accessToken, access, refreshToken }) =>
      jsonAnswer(200, {
        access_token: accessToken,
        // One second less than the lifetime, as ever.
        expires_in: access.lifetime - 1,
        ...(refreshToken === undefined ? {} : { refresh_token: refreshToken }),
        scope: access.scopes.join(' '),
        token_type: 'Bearer',
      }),
    refuse: (_call, { status, error, description }) => oauthError(status, error, description),
  };
}

/** A service account signs for itself, or for a person where a Workspace admin allowed that. */
async function byAssertion(call: Call, form: URLSearchParams, { book, state, clock }: GoogleDesk): Promise<Issued> {
  const { serviceAccounts, users } = state.data;
  const claims = await verifyAssertion(required(form, 'assertion'), {
    algorithms: ['RS256'],
    keysOf: (issuer) => serviceAccounts.get(issuer)?.keys.map((key) => ({ ...key })),
    needsKid: false,
    needsJti: false,
    subjectIsIssuer: false,
    subjectOptional: true,
    audiences: ['https://oauth2.googleapis.com/token', 'https://accounts.google.com/o/oauth2/token'],
    mostSeconds: 3600,
    now: clock.seconds(),
  });
  if (typeof claims === 'string') {
    call.notes.assertion = claims;
    throw new OAuthFault('assertion');
  }
  const account = serviceAccounts.get(String(claims.iss));
  const scopes = typeof claims.scope === 'string' ? claims.scope.split(' ').filter(Boolean) : [];
  if (account === undefined || scopes.length === 0)
    throw new OAuthFault('scope', 'Invalid OAuth scope or ID token audience provided.');
  const person = users.find(({ email }) => email === claims.sub);
  if (claims.sub !== undefined && (person === undefined || !account.isDelegated)) throw new OAuthFault('code-client');
  const who = { clientId: account.email, userId: person?.id ?? account.email, scopes };
  return book.issue(who, { offline: false, endpoint: call.endpoint });
}
