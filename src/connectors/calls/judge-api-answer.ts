import type { ApiErrorFacts, ApiVerdict } from '../contract/api-errors.js';
import { definedOnly } from '../contract/defined-only.js';
import type { VendorHeaders } from '../contract/vendor-exchange.js';
import { memberAt, parseJson } from '../wire/json-members.js';

const PASSING_STATUSES = new Set([408, 425, 429]);
/** By which vendors tell their support people which request was meant; the first that there is. */
const REQUEST_IDS = ['x-request-id', 'request-id', 'x-dropbox-request-id', 'x-sfdc-request-id', 'x-correlation-id'];

export interface ApiReply {
  readonly status: number;
  readonly headers: VendorHeaders;
  readonly body: string;
}

export interface ApiJudgement {
  readonly verdict: ApiVerdict;
  /** The vendor's own code, when the connector says where it stands. */
  readonly vendorCode?: string;
  /** The vendor's own words, as they are: not yet for people. */
  readonly said?: string;
  readonly vendorRequestId?: string;
  /** What the connector adds for whoever must act. */
  readonly hint?: string;
}

/**
 * What an answer that is no success means: a challenge that only a person can meet, then the vendor's code, then a
 * challenge that calls the token invalid, then the status, then what HTTP says.
 */
export function judgeApiAnswer({ status, headers, body }: ApiReply, facts: ApiErrorFacts | undefined): ApiJudgement {
  const challenge = challengeError(headers);
  const json = parseJson(body);
  const vendorCode = facts && errorCode(json, body, facts);
  const verdict =
    ownEntry(PERSONAL_CHALLENGES, challenge) ??
    ownEntry(facts?.judgements, vendorCode) ??
    ownEntry(CHALLENGES, challenge) ??
    ownEntry(facts?.statusJudgements, status) ??
    byStatus(status);
  const said = facts?.messageAt?.map((path) => memberAt(json, path)).find((found) => typeof found === 'string');
  const hint = ownEntry(facts?.hints, vendorCode);
  return { verdict, ...definedOnly({ vendorCode, said, hint, vendorRequestId: requestIdIn(headers) }) };
}

/** Microsoft's continuous access evaluation: somebody has to sign in again. */
const PERSONAL_CHALLENGES: Readonly<Record<string, ApiVerdict>> = { insufficient_claims: 'reconnect' };
/** RFC 6750 section 3.1. */
const CHALLENGES: Readonly<Record<string, ApiVerdict>> = { invalid_token: 'expired', insufficient_scope: 'reconnect' };

function challengeError(headers: VendorHeaders): string | undefined {
  const challenges = [headers['www-authenticate'] ?? []].flat().join(', ');
  return /\bBearer\b.*?\berror="?([a-z_]+)/is.exec(challenges)?.[1];
}

function errorCode(json: unknown, body: string, { codeAt, codeInText }: ApiErrorFacts): string | undefined {
  const inText = codeInText === undefined ? undefined : new RegExp(codeInText).exec(body)?.[1];
  const found = json === undefined ? inText : codeAt.map((path) => memberAt(json, path)).find(isCode);
  return isCode(found) ? found : undefined;
}

/** A code, and no sentence that could tell more than it should. */
function isCode(value: unknown): value is string {
  return typeof value === 'string' && /^[\w.:-]{1,100}$/.test(value);
}

function requestIdIn(headers: VendorHeaders): string | undefined {
  return REQUEST_IDS.map((name) => headers[name]).find(isCode);
}

function byStatus(status: number): ApiVerdict {
  if (status >= 500 || PASSING_STATUSES.has(status)) return 'wait';
  if (status === 401) return 'expired';
  return status === 403 ? 'configure' : 'fix-request';
}

function ownEntry<T>(
  table: Readonly<Record<string | number, T>> | undefined,
  key: string | number | undefined,
): T | undefined {
  return table !== undefined && key !== undefined && Object.hasOwn(table, key) ? table[key] : undefined;
}
