import { type AssertionFault, verifyAssertion } from '../oauth/assertion.js';
import { authenticateClient } from '../oauth/client-authentication.js';
import { type ConsentDesk, consentRoutes } from '../oauth/consent-desk.js';
import type { Issued } from '../oauth/grants.js';
import { type FaultTable, OAuthFault } from '../oauth/oauth-fault.js';
import { answerTokenCall, required, type TokenDesk } from '../oauth/token-endpoint.js';
import { type Answer, emptyAnswer, jsonAnswer } from '../stage/answer.js';
import type { Call } from '../stage/call.js';
import type { Route } from '../stage/vendor.js';
import type { NetsuiteClient } from './accounts.js';
import type { NetsuiteDesk } from './desk.js';
import { accountOfHost } from './token-signature.js';

const BASE = '/services/rest/auth/oauth2/v1';
const HOST = '*.suitetalk.api.netsuite.com';
const ASSERTION_TYPE = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer';
/** RS256 is not among them. */
const ALGORITHMS = ['PS256', 'PS384', 'PS512', 'ES256', 'ES384', 'ES512'];
const DEAD = [400, 'invalid_grant', ''] as const;
const BAD = [400, 'invalid_request', ''] as const;
const CLIENT = [401, 'invalid_client', ''] as const;

const FAULTS: FaultTable = {
  'not-a-form': BAD,
  'no-grant-type': BAD,
  'unsupported-grant': [400, 'unsupported_grant_type', ''],
  'missing-field': BAD,
  'client-missing': CLIENT,
  'client-unknown': CLIENT,
  'client-secret': CLIENT,
  'client-twice': BAD,
  'code-unknown': DEAD,
  'code-used': DEAD,
  'code-expired': DEAD,
  'code-client': DEAD,
  'code-redirect': DEAD,
  'code-verifier': DEAD,
  'refresh-unknown': DEAD,
  'refresh-revoked': DEAD,
  'refresh-expired': DEAD,
  'refresh-replaced': DEAD,
  'refresh-reused': DEAD,
  'refresh-client': DEAD,
  scope: [400, 'invalid_scope', ''],
  assertion: DEAD,
};

/** OAuth 2.0: code with PKCE S256 and HTTP Basic, client credentials by certificate, revocation. Errors carry only `error`. */
export function oauth2Routes(desk: NetsuiteDesk): readonly Route[] {
  const tokens = tokenDesk(desk);
  return [
    ...consentRoutes(consentDesk(desk, '*.app.netsuite.com')),
    // For whoever does not know the account yet.
    ...consentRoutes(consentDesk(desk, 'system.netsuite.com')),
    {
      name: 'token',
      method: 'POST',
      host: HOST,
      path: `${BASE}/token`,
      answer: (call) => answerTokenCall(call, tokens),
    },
    { name: 'revoke', method: 'POST', host: HOST, path: `${BASE}/revoke`, answer: (call) => revoke(call, desk) },
  ];
}

function consentDesk(desk: NetsuiteDesk, host: string): ConsentDesk {
  return {
    title: 'NetSuite',
    host,
    path: '/app/login/oauth2/authorize.nl',
    book: desk.book,
    challengeMethods: ['S256'],
    deniedText: 'The user denied access.',
    redirectError: 'invalid_redirect_uri',
    clientOf: (id, at) => (at === 'system.netsuite.com' ? desk.state.data.clients.get(id) : clientAt(id, at, desk)),
    users: () => [{ id: '5', label: 'Ada Lovelace (Administrator)' }],
    isOffline: () => true,
    fault: (query) =>
      /^[\x20-\x7e]{22,1024}$/.test(query.get('state') ?? '')
        ? undefined
        : 'invalid_request: state must have 22 to 1024 printable characters',
    extras: ({ clientId }, userId) => {
      const client = desk.state.data.clients.get(clientId);
      return { role: client?.role ?? '', entity: userId, company: client?.account ?? '' };
    },
  };
}

/** The client, if it belongs to the account of this host. */
function clientAt(id: string, host: string, desk: NetsuiteDesk): NetsuiteClient | undefined {
  const client = desk.state.data.clients.get(id);
  return client?.account === accountOfHost(host) ? client : undefined;
}

function tokenDesk(desk: NetsuiteDesk): TokenDesk {
  return {
    book: desk.book,
    faults: FAULTS,
    basicOnly: true,
    clientOf: (id, host) => clientAt(id, host, desk),
    extraGrants: { client_credentials: (call, form) => byCertificate(call, form, desk) },
    write: ({ accessToken, access, refreshToken }) =>
      jsonAnswer(200, {
        access_token: accessToken,
        ...(refreshToken === undefined ? {} : { refresh_token: refreshToken }),
        expires_in: access.lifetime,
        token_type: 'bearer',
      }),
    refuse: (call, { status, error }) => {
      const challenge =
        status === 401 ? { 'www-authenticate': `Basic realm="${accountOfHost(call.host)}"` } : undefined;
      return jsonAnswer(status, { error }, challenge);
    },
  };
}

async function byCertificate(call: Call, form: URLSearchParams, desk: NetsuiteDesk): Promise<Issued> {
  if (form.get('client_assertion_type') !== ASSERTION_TYPE) throw new OAuthFault('missing-field');
  const { clients } = desk.state.data;
  const claims = await verifyAssertion(required(form, 'client_assertion'), {
    algorithms: ALGORITHMS,
    keysOf: (issuer) => clients.get(issuer)?.certificates,
    needsKid: true,
    needsJti: false,
    subjectIsIssuer: false,
    subjectOptional: true,
    audiences: [call.address],
    mostSeconds: 3600,
    now: desk.clock.seconds(),
  });
  if (typeof claims === 'string') return refuseAssertion(call, claims);
  const client = clients.get(String(claims.iss));
  if (client === undefined || client.account !== accountOfHost(call.host)) return refuseAssertion(call, 'issuer');
  const asked = Array.isArray(claims.scope)
    ? claims.scope.map(String)
    : String(claims.scope ?? '')
        .split(/[ ,]+/)
        .filter(Boolean);
  if (asked.length === 0 || !asked.every((scope) => client.scopes.includes(scope))) throw new OAuthFault('scope');
  return desk.book.issue(
    { clientId: client.id, userId: client.user, scopes: asked },
    { offline: false, endpoint: call.endpoint },
  );
}

function refuseAssertion(call: Call, fault: AssertionFault): never {
  call.notes.assertion = fault;
  throw new OAuthFault('assertion');
}

function revoke(call: Call, desk: NetsuiteDesk): Answer {
  const form = call.form();
  try {
    if (form === undefined) throw new OAuthFault('not-a-form');
    const client = authenticateClient(call, form, {
      clientOf: (id) => clientAt(id, call.host, desk),
      basicOnly: true,
    });
    desk.book.revoke({ credential: required(form, 'token'), client: client.id });
    return emptyAnswer(200);
  } catch (error) {
    if (!(error instanceof OAuthFault)) throw error;
    const [status, code] = FAULTS[error.reason];
    return jsonAnswer(status, { error: code });
  }
}
