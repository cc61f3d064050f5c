import { type AssertionFault, verifyAssertion } from '../oauth/assertion.js';
import { type Answer, jsonAnswer } from '../stage/answer.js';
import type { Call } from '../stage/call.js';
import type { Route } from '../stage/vendor.js';
import type { RedoxDesk } from './desk.js';
import { tokenError } from './wording.js';

const ASSERTION_TYPE = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer';
const MOST_SECONDS = 300;

/** Which faults are about the request (400) is ours to choose; Redox documents the texts' subjects only. */
const FAULT_TEXTS: Record<AssertionFault, string> = {
  'not-a-jwt': 'client_assertion is not a JWT',
  algorithm: 'JWT alg must be RS384 or ES384',
  'no-kid': 'JWT header kid is required',
  'unknown-key': 'Unable to find a public key for the client id and kid',
  signature: 'JWT signature is invalid',
  issuer: 'JWT iss must be the client id',
  subject: 'JWT sub must equal iss',
  audience: 'JWT aud must be the token URL',
  expired: 'JWT has expired',
  'too-long': 'JWT exp may be at most 5 minutes ahead',
  'not-yet': 'JWT iat is in the future',
  'no-jti': 'JWT jti is required',
};

/** `/v2/auth/token`: client credentials proved by a signed assertion; a five-minute token and no refresh token. */
export function assertionRoutes(host: string, desk: RedoxDesk): readonly Route[] {
  return [{ name: 'token', method: 'POST', host, path: '/v2/auth/token', answer: (call) => answerToken(call, desk) }];
}

async function answerToken(call: Call, desk: RedoxDesk): Promise<Answer> {
  const form = call.form();
  if (form === undefined)
    return tokenError(400, 'invalid_request', 'Content type must be application/x-www-form-urlencoded');
  const grantType = form.get('grant_type');
  if (!grantType) return tokenError(400, 'invalid_request', 'grant_type is required');
  call.notes.grantType = grantType;
  if (grantType !== 'client_credentials')
    return tokenError(400, 'unsupported_grant_type', 'grant_type must be client_credentials');
  if (form.get('client_assertion_type') !== ASSERTION_TYPE) {
    return tokenError(400, 'invalid_request', `client_assertion_type must be ${ASSERTION_TYPE}`);
  }
  const assertion = form.get('client_assertion');
  if (!assertion) return tokenError(400, 'invalid_request', 'client_assertion is required');
  return exchange(call, assertion, desk);
}

async function exchange(call: Call, assertion: string, desk: RedoxDesk): Promise<Answer> {
  const { oauthKeys } = desk.state.data;
  const now = desk.clock.seconds();
  const claims = await verifyAssertion(assertion, {
    algorithms: ['RS384', 'ES384'],
    keysOf: (issuer) => oauthKeys.get(issuer)?.keys,
    needsKid: true,
    needsJti: true,
    subjectIsIssuer: true,
    audiences: [call.address],
    mostSeconds: MOST_SECONDS,
    now,
  });
  if (typeof claims === 'string') {
    call.notes.fault = claims;
    return tokenError(
      claims === 'unknown-key' ? 401 : 400,
      claims === 'unknown-key' ? 'invalid_client' : 'invalid_request',
      FAULT_TEXTS[claims],
    );
  }
  const clientId = String(claims.iss);
  const key = oauthKeys.get(clientId);
  if (key === undefined || !isFirstUse(`${clientId} ${claims.jti}`, { now, exp: claims.exp ?? now, desk })) {
    call.notes.fault = 'jti-used';
    return tokenError(400, 'invalid_request', 'JWT jti was used before');
  }
  const scope = `fhir:${key.environment.toLowerCase()}`;
  const who = { clientId, userId: key.source.ID, scopes: [scope] };
  const { accessToken, access } = desk.oauthBook.issue(who, { offline: false, endpoint: call.endpoint });
  return jsonAnswer(200, { access_token: accessToken, token_type: 'Bearer', expires_in: access.lifetime, scope });
}

function isFirstUse(assertion: string, use: { now: number; exp: number; desk: RedoxDesk }): boolean {
  return use.desk.state.change(({ seenAssertions }) => {
    for (const [seen, exp] of seenAssertions) if (exp < use.now) seenAssertions.delete(seen);
    if (seenAssertions.has(assertion)) return false;
    seenAssertions.set(assertion, use.exp);
    return true;
  });
}
