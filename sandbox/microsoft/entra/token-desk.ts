import { randomBytes } from 'node:crypto';
import { verifyAssertion } from '../../oauth/assertion.js';
import type { Grant, Issued, OAuthClient } from '../../oauth/grants.js';
import { type FaultTable, OAuthFault } from '../../oauth/oauth-fault.js';
import { answerTokenCall, clientOf, required, type TokenDesk } from '../../oauth/token-endpoint.js';
import { type Answer, jsonAnswer } from '../../stage/answer.js';
import type { Call } from '../../stage/call.js';
import { cloudOf, findTenant, type MicrosoftDesk } from '../desk.js';
import { entraError } from '../wording.js';
import { ASSERTION_FAULTS, FAULTS } from './faults.js';
import { refuseTenant } from './tenants.js';

const ASSERTION_TYPE = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer';
const LONGEST_ASSERTION_SECONDS = 600;
/** Grants of an app that acts as itself belong to no person. */
export const APP_ONLY = 'app-only:';

/** `/{tenant}/oauth2/v2.0/token`: codes, refresh tokens, and apps as themselves; by secret or certificate. */
export function answerToken(call: Call, desk: MicrosoftDesk): Answer | Promise<Answer> {
  const refusal = refuseTenant(call, desk, call.form()?.get('client_id') ?? '');
  return refusal ?? answerTokenCall(call, tokenDesk(call.params.tenant ?? '', desk));
}

function tokenDesk(tenantName: string, desk: MicrosoftDesk): TokenDesk {
  const { state, book } = desk;
  const tokens: TokenDesk = {
    book,
    faults: FAULTS satisfies FaultTable,
    clientOf: (id) => state.data.apps.get(id),
    authenticate: (call, form) => byCertificate(call, form, desk),
    extraGrants: { client_credentials: (call, form) => asItself(call, form, { desk, tokens }) },
    admit: (_call, grant) => admit(tenantName, grant, desk),
    write: (issued, grantType) => writeTokens(issued, grantType, desk),
    refuse: (call, { status, error, description }) =>
      entraError(call, status, { error, description: numbered(description) }),
  };
  return tokens;
}

/** A parameter that is missing is named without a number. */
function numbered(description: string): string {
  return description.startsWith('AADSTS') ? description : `AADSTS900144: ${description}`;
}

/** A person of one tenant is a stranger at the endpoint of another. */
function admit(tenantName: string, grant: Grant, desk: MicrosoftDesk): void {
  const tenant = findTenant(desk, tenantName);
  const user = desk.state.data.users.find(({ id }) => id === grant.userId);
  if (tenant !== undefined && tenant.id !== user?.tenantId) throw new OAuthFault('refresh-unknown');
}

/** Undefined when no assertion was sent. */
async function byCertificate(
  call: Call,
  form: URLSearchParams,
  { state, clock }: MicrosoftDesk,
): Promise<OAuthClient | undefined> {
  const assertion = form.get('client_assertion');
  if (assertion === null) return undefined;
  if (form.has('client_secret')) throw new OAuthFault('client-twice');
  if (form.get('client_assertion_type') !== ASSERTION_TYPE) throw new OAuthFault('missing-field');
  const claims = await verifyAssertion(assertion, {
    algorithms: ['PS256', 'RS256'],
    keysOf: (issuer) => state.data.apps.get(issuer)?.certificates,
    needsKid: false,
    needsThumbprint: true,
    needsJti: true,
    subjectIsIssuer: true,
    audiences: [call.address],
    mostSeconds: LONGEST_ASSERTION_SECONDS,
    now: clock.seconds(),
  });
  if (typeof claims === 'string') {
    call.notes.assertion = claims;
    throw new OAuthFault('assertion', ASSERTION_FAULTS[claims]);
  }
  const named = form.get('client_id');
  if (named !== null && named !== claims.iss) throw new OAuthFault('assertion', ASSERTION_FAULTS.issuer);
  return state.data.apps.get(String(claims.iss));
}

/** Client credentials: one resource, named by `.default`, at the endpoint of one tenant. */
async function asItself(
  call: Call,
  form: URLSearchParams,
  { desk, tokens }: { desk: MicrosoftDesk; tokens: TokenDesk },
): Promise<Issued> {
  const tenant = findTenant(desk, call.params.tenant ?? '');
  if (tenant === undefined) {
    throw new OAuthFault(
      'unsupported-grant',
      'AADSTS9001023: The grant type is not supported over the /common endpoints.',
    );
  }
  const client = await clientOf(call, form, tokens);
  const scope = required(form, 'scope');
  if (scope !== `https://${cloudOf(tenant).graphHost}/.default`) {
    throw new OAuthFault('scope', `AADSTS1002012: The provided value for scope ${scope} is not valid.`);
  }
  const roles = desk.state.data.apps.get(client.id)?.roles ?? [];
  const who = { clientId: client.id, userId: `${APP_ONLY}${tenant.id}`, scopes: roles };
  return desk.book.issue(who, { offline: false, endpoint: call.endpoint });
}

function writeTokens(
  { accessToken, access, grant, refreshToken }: Issued,
  grantType: string,
  desk: MicrosoftDesk,
): Answer {
  const core = {
    token_type: 'Bearer',
    expires_in: access.lifetime,
    ext_expires_in: access.lifetime,
    access_token: accessToken,
  };
  if (grantType === 'client_credentials') return jsonAnswer(200, core);
  const { scopes } = access;
  return jsonAnswer(200, {
    ...core,
    scope: scopes.filter((scope) => scope !== 'offline_access').join(' '),
    ...(refreshToken === undefined ? {} : { refresh_token: refreshToken }),
    ...(scopes.includes('openid') ? { id_token: tokenFor(grant, desk) } : {}),
  });
}

/** Shaped as a JWT, with the claims that people look at; nobody but Graph may read more out of it. */
export function tokenFor(grant: Grant, { state }: Pick<MicrosoftDesk, 'state'>): string {
  const { clientId, userId, scopes } = grant;
  const { users, tenants } = state.data;
  const user = users.find(({ id }) => id === userId);
  const tid = user?.tenantId ?? userId.slice(APP_ONLY.length);
  const tenant = tenants.find(({ id }) => id === tid);
  const claims = {
    aud: tenant && `https://${cloudOf(tenant).graphHost}`,
    iss: `https://sts.windows.net/${tid}/`,
    tid,
    appid: clientId,
    ...(user === undefined ? { roles: scopes } : { upn: user.userPrincipalName, scp: scopes.join(' ') }),
    uti: randomBytes(16).toString('base64url'),
  };
  const part = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');
  return `${part({ typ: 'JWT', alg: 'RS256' })}.${part(claims)}.${randomBytes(256).toString('base64url')}`;
}
