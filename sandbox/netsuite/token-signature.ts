import { timingSafeEqual } from 'node:crypto';
import type { Call } from '../stage/call.js';
import type { Integration, NetsuiteToken } from './accounts.js';
import type { NetsuiteDesk } from './desk.js';
import { percentDecode, sign, signatureBase } from './signature.js';

/** What NetSuite writes into its login audit trail; the caller only ever sees the generic 401. */
export type AuditCode =
  | 'parameter_rejected'
  | 'VersionRejected'
  | 'UnknownAlgorithm'
  | 'InvalidTimestamp'
  | 'nonce_rejected'
  | 'nonce_used'
  | 'consumer_key_unknown'
  | 'consumer_key_refused'
  | 'token_rejected'
  | 'permission_denied'
  | 'InvalidSignature'
  | 'temporary_locked';

const SKEW_SECONDS = 300;
const MOST_FAILURES = 5;
const LOCK_MS = 30 * 60_000;
const PARAMETER = /^\s*([A-Za-z_]+)="([^"]*)"\s*$/;
const REQUIRED = [
  'oauth_consumer_key',
  'oauth_token',
  'oauth_signature_method',
  'oauth_timestamp',
  'oauth_nonce',
  'oauth_signature',
];

/** The account whose host this is: labels are lower case with hyphens, account ids upper case with underscores. */
export function accountOfHost(host: string): string {
  return (host.split('.')[0] ?? '').toUpperCase().replaceAll('-', '_');
}

/**
 * Verifies a token-based request to the letter. Five failures in a row lock the account and token for thirty minutes,
 * and then even a right signature is refused.
 */
export function verifyTokenCall(call: Call, desk: NetsuiteDesk): NetsuiteToken | AuditCode {
  const pairs = parseAuthorization(call.header('authorization'));
  const account = accountOfHost(call.host);
  const attempt = `${account} ${pairs?.find(([name]) => name === 'oauth_token')?.[1] ?? ''}`;
  const now = desk.clock.now();
  const past = desk.state.data.failures.get(attempt);
  if (past !== undefined && past.lockedUntil > now) return 'temporary_locked';
  const outcome = pairs === undefined ? 'parameter_rejected' : judge(call, pairs, desk);
  desk.state.change(({ failures }) => {
    if (typeof outcome !== 'string') {
      failures.delete(attempt);
      return;
    }
    const count = (past?.lockedUntil === 0 ? past.count : 0) + 1;
    failures.set(attempt, { count, lockedUntil: count >= MOST_FAILURES ? now + LOCK_MS : 0 });
  });
  return outcome;
}

function judge(call: Call, pairs: readonly [string, string][], desk: NetsuiteDesk): NetsuiteToken | AuditCode {
  const fields = new Map(pairs);
  const malformed = formFault(call, fields, pairs.length) ?? freshnessFault(fields, desk.clock.seconds());
  if (malformed !== undefined) return malformed;
  const { integrations, tokens } = desk.state.data;
  const integration = integrations.get(fieldOf(fields, 'oauth_consumer_key'));
  const token = tokens.get(fieldOf(fields, 'oauth_token'));
  if (integration === undefined) return 'consumer_key_unknown';
  if (integration.isBlocked === true) return 'consumer_key_refused';
  if (integration.account !== accountOfHost(call.host)) return 'permission_denied';
  if (token === undefined || !isTokenOf(integration, token)) return 'token_rejected';
  if (!isSignedBy(call, pairs, { integration, token })) return 'InvalidSignature';
  return isFirstUse(fields, desk) ? token : 'nonce_used';
}

function fieldOf(fields: ReadonlyMap<string, string>, name: string): string {
  return fields.get(name) ?? '';
}

function isTokenOf(integration: Integration, token: NetsuiteToken): boolean {
  return token.isRevoked !== true && token.consumerKey === integration.consumerKey;
}

function formFault(call: Call, fields: ReadonlyMap<string, string>, count: number): AuditCode | undefined {
  if (fields.size !== count || REQUIRED.some((name) => !fields.get(name))) return 'parameter_rejected';
  // The realm is the account id exactly: 1234567_sb1 fails where 1234567_SB1 passes.
  if (fields.get('realm') !== accountOfHost(call.host)) return 'parameter_rejected';
  if ((fields.get('oauth_version') ?? '1.0') !== '1.0') return 'VersionRejected';
  return fields.get('oauth_signature_method') === 'HMAC-SHA256' ? undefined : 'UnknownAlgorithm';
}

function freshnessFault(fields: ReadonlyMap<string, string>, now: number): AuditCode | undefined {
  const timestamp = fields.get('oauth_timestamp') ?? '';
  if (!/^\d+$/.test(timestamp) || Math.abs(Number(timestamp) - now) > SKEW_SECONDS) return 'InvalidTimestamp';
  return /^[A-Za-z0-9]{6,64}$/.test(fields.get('oauth_nonce') ?? '') ? undefined : 'nonce_rejected';
}

function isSignedBy(
  call: Call,
  pairs: readonly [string, string][],
  by: { integration: Integration; token: NetsuiteToken },
): boolean {
  const url = call.search === '' ? call.address : `${call.address}?${call.search}`;
  const isForm = call.contentType === 'application/x-www-form-urlencoded';
  const form = isForm ? { form: call.body.toString('utf8') } : {};
  const base = signatureBase({ method: call.method, url, header: pairs, ...form });
  const secrets = { consumer: by.integration.consumerSecret, token: by.token.tokenSecret };
  const expected = Buffer.from(sign(base, secrets, 'sha256'));
  const sent = Buffer.from(pairs.find(([name]) => name === 'oauth_signature')?.[1] ?? '');
  return sent.length === expected.length && timingSafeEqual(sent, expected);
}

function isFirstUse(fields: ReadonlyMap<string, string>, desk: NetsuiteDesk): boolean {
  const names = ['oauth_consumer_key', 'oauth_token', 'oauth_timestamp', 'oauth_nonce'];
  const use = names.map((name) => fields.get(name)).join(' ');
  const now = desk.clock.seconds();
  return desk.state.change(({ nonces }) => {
    // The map is in the order of arrival: forget from the front what no clock would let through any more.
    for (const [seen, until] of nonces) {
      if (until >= now) break;
      nonces.delete(seen);
    }
    if (nonces.has(use)) return false;
    nonces.set(use, now + 2 * SKEW_SECONDS);
    return true;
  });
}

/** The parameters of `Authorization: OAuth ...`, decoded; undefined when it is something else. */
function parseAuthorization(header: string): [string, string][] | undefined {
  const list = /^OAuth +(.+)$/i.exec(header)?.[1];
  const pairs = list?.split(',').map((piece) => PARAMETER.exec(piece));
  if (pairs === undefined || pairs.some((match) => match === null)) return undefined;
  return pairs.map((match) => [match?.[1] ?? '', percentDecode(match?.[2] ?? '')]);
}
