import type { BrokerError, Remedy } from '../../../kernel/broker.error.js';
import { definedOnly } from '../../contract/defined-only.js';
import type { TokenEndpointFacts } from '../../contract/scheme.js';
import { memberAt, textMember } from '../json-members.js';
import { repeatsSecret } from '../vendor-words.js';
import { tokenRefused } from '../wire.errors.js';

/** RFC 6749 section 5.2, and what vendors say beyond it with the same meaning. */
const BY_CODE: ReadonlyMap<string, Remedy> = new Map([
  ['invalid_grant', 'reconnect'],
  ['access_denied', 'reconnect'],
  ['invalid_client', 'configure'],
  ['unauthorized_client', 'configure'],
  ['invalid_scope', 'configure'],
  ['invalid_request', 'ours'],
  ['unsupported_grant_type', 'ours'],
  ['temporarily_unavailable', 'wait'],
  ['server_error', 'wait'],
  ['slow_down', 'wait'],
  // RFC 8628 section 3.5: the person has not answered yet, or never did.
  ['authorization_pending', 'wait'],
  ['expired_token', 'reconnect'],
  // Microsoft and OpenID Connect: the grant stands, but a person has to be seen.
  ['interaction_required', 'reconnect'],
  ['login_required', 'reconnect'],
  ['consent_required', 'reconnect'],
  // Throttling under the names of vendors, with whatever status: Salesforce and Google say it with 403, NetSuite with 400.
  ['too_many_requests', 'wait'],
  ['rate_limit_exceeded', 'wait'],
  ['rateLimitExceeded', 'wait'],
  ['userRateLimitExceeded', 'wait'],
  ['dailyLimitExceeded', 'wait'],
  ['REQUEST_LIMIT_EXCEEDED', 'wait'],
  ['SERVER_UNAVAILABLE', 'wait'],
  ['CONCURRENCY_LIMIT_EXCEEDED', 'wait'],
  ['SSS_REQUEST_LIMIT_EXCEEDED', 'wait'],
]);

const PASSING_STATUSES = new Set([408, 425, 429]);

export interface TokenFailure {
  readonly host: string;
  readonly httpStatus: number;
  /** The parsed body; undefined when it is no JSON. */
  readonly body: unknown;
  /** Whatever must not come back in a message. */
  readonly secrets: readonly string[];
  readonly retryAfterMs: number | undefined;
}

/** The error code of a token answer, of any HTTP status; undefined when the body names none. */
export function errorCodeOf(body: unknown): string | undefined {
  const places = CODE_PLACES.map((path) => memberAt(body, path));
  return places.find((found): found is string => typeof found === 'string' && found !== '');
}

/** RFC 6749 first; then where the vendors' gateways have it when they answer in the token endpoint's place. */
const CODE_PLACES: readonly (readonly (string | number)[])[] = [
  ['error'],
  ['error', 'code'],
  ['error', 'errors', 0, 'reason'],
  ['error', 'status'],
  [0, 'errorCode'],
  ['o:errorDetails', 0, 'o:errorCode'],
];

/** Says who must act on a refusal. A server in trouble is never taken for a verdict on the grant. */
export function judgeRefusal(failure: TokenFailure, facts: TokenEndpointFacts): BrokerError {
  const { host, httpStatus, body, secrets } = failure;
  const code = errorCodeOf(body);
  const vendorCode = safeWords(code, secrets);
  const vendorMessage = safeWords(textMember(body, 'error_description'), secrets);
  const remedy = finerRemedy(body, facts) ?? remedyOf(code, httpStatus, facts);
  const { retryAfterMs } = failure;
  return tokenRefused({ host, httpStatus, remedy, ...definedOnly({ vendorCode, vendorMessage, retryAfterMs }) });
}

function finerRemedy(body: unknown, { finer }: TokenEndpointFacts): Remedy | undefined {
  const detail = finer && memberAt(body, finer.at);
  return typeof detail === 'string' || typeof detail === 'number' ? own(finer?.judgements, detail) : undefined;
}

function remedyOf(code: string | undefined, httpStatus: number, facts: TokenEndpointFacts): Remedy {
  const stated = code === undefined ? own(facts.statusJudgements, httpStatus) : own(facts.judgements, code);
  if (stated !== undefined) return stated;
  if (httpStatus >= 500 || PASSING_STATUSES.has(httpStatus)) return 'wait';
  // A token endpoint gives a reason in JSON; this is a gateway before it, and says nothing of client or grant.
  if (code === undefined && httpStatus === 403) return 'wait';
  return BY_CODE.get(code ?? '') ?? 'configure';
}

function own(table: Readonly<Record<string | number, Remedy>> | undefined, key: string | number): Remedy | undefined {
  return table !== undefined && Object.hasOwn(table, key) ? table[key] : undefined;
}

/** A vendor's words, unless they are odd, long, or repeat a secret in any form that was sent. */
function safeWords(text: string | undefined, secrets: readonly string[]): string | undefined {
  if (text === undefined || text.length > 300 || !/^[\x20-\x7e]+$/.test(text)) return undefined;
  return repeatsSecret(text, secrets) ? undefined : text;
}
