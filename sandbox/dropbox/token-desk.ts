import type { GrantBook } from '../oauth/grant-book.js';
import type { FaultTable } from '../oauth/oauth-fault.js';
import type { TokenDesk } from '../oauth/token-endpoint.js';
import { jsonAnswer, textAnswer } from '../stage/answer.js';
import { isTeamGrant } from './accounts.js';
import type { DropboxDesk } from './desk.js';

const TEAM_ID = 'dbtid:AADemoClinicTeam00000000000000000001';
const DEAD_REFRESH = [400, 'invalid_grant', 'refresh token is invalid or revoked'] as const;
const DEAD_CODE = [400, 'invalid_grant', "code doesn't exist or has expired"] as const;
const WRONG_CLIENT = [400, 'invalid_client', 'Invalid client_id or client_secret'] as const;

const FAULTS: FaultTable = {
  'not-a-form': [400, 'invalid_request', 'Bad request: the body must be application/x-www-form-urlencoded.'],
  'no-grant-type': [400, 'invalid_request', 'missing required parameter: grant_type'],
  'unsupported-grant': [400, 'unsupported_grant_type', 'unsupported grant_type'],
  'missing-field': [400, 'invalid_request', 'missing required parameter'],
  'client-missing': [400, 'invalid_client', 'No auth function available for given request'],
  'client-unknown': WRONG_CLIENT,
  'client-secret': WRONG_CLIENT,
  'client-twice': [400, 'invalid_request', 'client credentials were sent twice'],
  'code-unknown': DEAD_CODE,
  'code-used': [400, 'invalid_grant', 'code has already been used'],
  'code-expired': DEAD_CODE,
  'code-client': [400, 'invalid_grant', 'code was issued to another app'],
  'code-redirect': [400, 'invalid_grant', 'redirect_uri mismatch'],
  'code-verifier': [400, 'invalid_grant', 'invalid code verifier'],
  'refresh-unknown': DEAD_REFRESH,
  'refresh-revoked': DEAD_REFRESH,
  'refresh-expired': DEAD_REFRESH,
  'refresh-replaced': DEAD_REFRESH,
  'refresh-reused': DEAD_REFRESH,
  'refresh-client': DEAD_REFRESH,
  scope: [400, 'invalid_scope', 'requested scope exceeds the granted scope'],
  assertion: [400, 'invalid_grant', 'invalid assertion'],
};

/** Dropbox's token endpoint: Basic or body, no secret for a PKCE client, refresh answers without a refresh token. */
export function tokenDesk({ state, book }: DropboxDesk): TokenDesk {
  return {
    book,
    faults: FAULTS,
    clientOf: (id) => state.data.apps.get(id),
    secretOptional: (form) => isPublicTurn(form, book),
    write: ({ accessToken, access, grant, refreshToken }, grantType) => {
      const core = { access_token: accessToken, token_type: 'bearer', expires_in: access.lifetime };
      const refresh = refreshToken === undefined ? {} : { refresh_token: refreshToken };
      if (grantType === 'refresh_token') return jsonAnswer(200, { ...core, ...refresh });
      const uid = state.data.users.find(({ id }) => id === grant.userId)?.uid ?? '';
      const scope = access.scopes.join(' ');
      const holder = isTeamGrant(access.scopes) ? { team_id: TEAM_ID } : { account_id: grant.userId };
      return jsonAnswer(200, { ...core, ...refresh, scope, uid, ...holder });
    },
    refuse: (call, { status, error, description }) =>
      call.form() === undefined
        ? textAnswer(status, description)
        : jsonAnswer(status, { error, error_description: description }),
  };
}

/** A code that a challenge protects needs no secret; nor does the refresh token that such a code brought. */
function isPublicTurn(form: URLSearchParams, book: GrantBook): boolean {
  if (form.get('grant_type') === 'refresh_token') {
    return book.grantOfRefreshToken(form.get('refresh_token') ?? '')?.hasChallenge === true;
  }
  return book.hasChallenge(form.get('code') ?? '');
}
