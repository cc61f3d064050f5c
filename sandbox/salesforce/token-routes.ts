import { createHmac } from 'node:crypto';
import { verifyAssertion } from '../oauth/assertion.js';
import { authenticateClient } from '../oauth/client-authentication.js';
import type { Issued } from '../oauth/grants.js';
import { type FaultTable, OAuthFault } from '../oauth/oauth-fault.js';
import { answerTokenCall, required, type TokenDesk } from '../oauth/token-endpoint.js';
import { type Answer, emptyAnswer, jsonAnswer } from '../stage/answer.js';
import type { Call } from '../stage/call.js';
import type { Route } from '../stage/vendor.js';
import { ANY_HOST, type SalesforceDesk, type SalesforceState, usersAt } from './desk.js';
import { oauthError } from './wording.js';

const DEAD_REFRESH = [400, 'invalid_grant', 'expired access/refresh token'] as const;
const DEAD_CODE = [400, 'invalid_grant', 'expired authorization code'] as const;
const BAD_REQUEST = [400, 'invalid_request', 'must be a form'] as const;

const FAULTS: FaultTable = {
  'not-a-form': BAD_REQUEST,
  'no-grant-type': [400, 'unsupported_grant_type', 'grant type not supported'],
  'unsupported-grant': [400, 'unsupported_grant_type', 'grant type not supported'],
  'missing-field': [400, 'invalid_request', 'missing required parameter'],
  'client-missing': [400, 'invalid_client', 'invalid client credentials'],
  'client-unknown': [400, 'invalid_client_id', 'client identifier invalid'],
  'client-secret': [400, 'invalid_client', 'invalid client credentials'],
  'client-twice': [400, 'invalid_request', 'client credentials were sent twice'],
  'code-unknown': [400, 'invalid_grant', 'invalid authorization code'],
  'code-used': DEAD_CODE,
  'code-expired': DEAD_CODE,
  'code-client': [400, 'invalid_grant', 'invalid authorization code'],
  'code-redirect': [400, 'redirect_uri_mismatch', 'redirect_uri must match configuration'],
  'code-verifier': [400, 'invalid_grant', 'invalid code verifier'],
  'refresh-unknown': DEAD_REFRESH,
  'refresh-revoked': DEAD_REFRESH,
  'refresh-expired': DEAD_REFRESH,
  'refresh-replaced': DEAD_REFRESH,
  'refresh-reused': DEAD_REFRESH,
  'refresh-client': DEAD_REFRESH,
  scope: [400, 'invalid_scope', 'the requested scope is invalid'],
  assertion: [400, 'invalid_grant', 'authentication failure'],
};

/** Token, revoke and introspect, on every login host. */
export function tokenRoutes(desk: SalesforceDesk): readonly Route[] {
  const tokens = tokenDesk(desk);
  const at = (name: string, answer: Route['answer'], method: Route['method'] = 'POST'): Route => ({
    name,
    method,
    host: ANY_HOST,
    path: `/services/oauth2/${name}`,
    answer,
  });
  return [
    at('token', (call) => answerTokenCall(call, tokens)),
    at('revoke', (call) => revoke(call.form()?.get('token') ?? '', desk)),
    at('revoke', (call) => revoke(call.query.get('token') ?? '', desk), 'GET'),
    at('introspect', (call) => introspect(call, desk)),
  ];
}

function tokenDesk(desk: SalesforceDesk): TokenDesk {
  const { book, state } = desk;
  return {
    book,
    faults: FAULTS,
    clientOf: (id) => state.data.apps.get(id),
    extraGrants: {
      client_credentials: (call, form) => runAsUser(call, form, desk),
      'urn:ietf:params:oauth:grant-type:jwt-bearer': (call, form) => byAssertion(call, form, desk),
    },
    // A person of a sandbox is a stranger at login.salesforce.com, and the other way round.
    admit: (call, grant) => {
      if (!usersAt(call.host, state.data).some(({ id }) => id === grant.userId))
        throw new OAuthFault('refresh-unknown');
    },
    write: (issued) => writeTokens(issued, desk),
    refuse: (_call, { status, error, description }) => oauthError(status, error, description),
  };
}

/** No expires_in; issued_at is a text of milliseconds; the base of all later calls is instance_url. */
function writeTokens({ accessToken, access, grant, refreshToken }: Issued, { state }: SalesforceDesk): Answer {
  const { users, orgs, apps } = state.data;
  const org = orgs.find(({ id }) => id === users.find((user) => user.id === grant.userId)?.orgId);
  const loginHost = org?.isSandbox === true ? 'test.salesforce.com' : 'login.salesforce.com';
  const id = `https://${loginHost}/id/${org?.id}/${grant.userId}`;
  const issuedAt = String(access.issuedAt);
  const secret = apps.get(grant.clientId)?.secret ?? '';
  return jsonAnswer(200, {
    access_token: accessToken,
    ...(refreshToken === undefined ? {} : { refresh_token: refreshToken }),
    signature: signIdentity(secret, id, issuedAt),
    scope: access.scopes.join(' '),
    instance_url: `https://${org?.myDomain}`,
    id,
    token_type: 'Bearer',
    issued_at: issuedAt,
  });
}

/** Base64 HMAC-SHA256 over identity URL and issued_at, under the client secret. */
export function signIdentity(secret: string, id: string, issuedAt: string): string {
  return createHmac('sha256', secret)
    .update(id + issuedAt)
    .digest('base64');
}

/** Client credentials exist on a My Domain host only, and for apps that name a user to run as. */
function runAsUser(call: Call, form: URLSearchParams, { book, state }: SalesforceDesk): Issued {
  const { apps, orgs } = state.data;
  if (!orgs.some(({ myDomain }) => myDomain === call.host)) {
    throw new OAuthFault('missing-field', 'request not supported on this domain');
  }
  const client = authenticateClient(call, form, { clientOf: (id) => apps.get(id) });
  const runAs = apps.get(client.id)?.runAs;
  const user = usersAt(call.host, state.data).find(({ id }) => id === runAs);
  if (user === undefined) throw new OAuthFault('assertion', 'no client credentials user enabled');
  return book.issue(
    { clientId: client.id, userId: user.id, scopes: ['api', 'id'] },
    { offline: false, endpoint: call.endpoint },
  );
}

async function byAssertion(call: Call, form: URLSearchParams, { book, state, clock }: SalesforceDesk): Promise<Issued> {
  const { apps } = state.data;
  const claims = await verifyAssertion(required(form, 'assertion'), {
    algorithms: ['RS256'],
    keysOf: (issuer) => {
      const certificate = apps.get(issuer)?.certificate;
      return certificate === undefined ? undefined : [certificate];
    },
    needsKid: false,
    needsJti: false,
    subjectIsIssuer: false,
    audiences: [audienceAt(call.host, state.data), `https://${call.host}`],
    mostSeconds: 300,
    now: clock.seconds(),
  });
  if (typeof claims === 'string') {
    call.notes.assertion = claims;
    throw new OAuthFault('assertion', claims === 'audience' ? 'audience is invalid' : 'authentication failure');
  }
  const user = usersAt(call.host, state.data).find(({ username }) => username === claims.sub);
  if (user === undefined) throw new OAuthFault('assertion', "user hasn't approved this consumer");
  const who = { clientId: String(claims.iss), userId: user.id, scopes: ['api', 'id'] };
  return book.issue(who, { offline: false, endpoint: call.endpoint });
}

/** A refresh token takes its grant along, an access token only itself. */
function revoke(token: string, { book }: SalesforceDesk): Answer {
  const isGone =
    book.grantOfRefreshToken(token) === undefined ? book.revokeAccess(token) : book.revoke({ credential: token }) > 0;
  return isGone ? emptyAnswer(200) : oauthError(400, 'invalid_token', 'the token provided is invalid');
}

function introspect(call: Call, { book, state }: SalesforceDesk): Answer {
  const form = call.form();
  try {
    if (form === undefined) throw new OAuthFault('not-a-form');
    const client = authenticateClient(call, form, { clientOf: (id) => state.data.apps.get(id) });
    const checked = book.peek(required(form, 'token'));
    if (checked === undefined || checked.grant.clientId !== client.id) return jsonAnswer(200, { active: false });
    const { grant, access } = checked;
    const user = state.data.users.find(({ id }) => id === grant.userId);
    const issued = Math.floor(access.issuedAt / 1000);
    return jsonAnswer(200, {
      active: true,
      scope: access.scopes.join(' '),
      client_id: client.id,
      username: user?.username,
      sub: `https://login.salesforce.com/id/${user?.orgId}/${grant.userId}`,
      token_type: 'access_token',
      exp: Math.floor(access.expiresAt / 1000),
      iat: issued,
      nbf: issued,
    });
  } catch (error) {
    if (!(error instanceof OAuthFault)) throw error;
    const [status, code, description] = FAULTS[error.reason];
    return oauthError(status, code, description);
  }
}

/** An assertion is meant for the login service of its kind of org, also where a My Domain takes it. */
function audienceAt(host: string, { orgs }: Pick<SalesforceState, 'orgs'>): string {
  const isSandbox = orgs.find(({ myDomain }) => myDomain === host)?.isSandbox ?? host === 'test.salesforce.com';
  return isSandbox ? 'https://test.salesforce.com' : 'https://login.salesforce.com';
}
