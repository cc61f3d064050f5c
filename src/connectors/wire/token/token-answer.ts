import type { BrokerError } from '../../../kernel/broker.error.js';
import { Secret } from '../../../kernel/secret.js';
import { definedOnly } from '../../contract/defined-only.js';
import type { IssuedToken } from '../../contract/issued-token.js';
import type { AnswerFacts } from '../../contract/scheme.js';
import { isHostCovered, parseVendorUrl } from '../host-rules.js';
import { isJsonObject, memberAt, textMember } from '../json-members.js';
import { baseUrlRefused, tokenAnswerUnusable } from '../wire.errors.js';

/** A lifetime that is stated but cannot be read: short, because a token that is renewed too soon does no harm. */
const UNREADABLE_LIFETIME_SECONDS = 300;
const LONGEST_LIFETIME_SECONDS = 10 * 365 * 86_400;
const LONGEST_KEPT = 2_000;

export interface TokenAnswer {
  readonly host: string;
  readonly httpStatus: number;
  readonly body: unknown;
  /** When the request left: a lifetime counts from here, never from later. */
  readonly askedAt: Date;
  readonly hosts: readonly string[];
}

/** Reads a success (RFC 6749 section 5.1) with the vendor's deviations. @throws BrokerError when there is no token. */
export function readTokenAnswer(answer: TokenAnswer, facts: AnswerFacts): IssuedToken {
  const { body } = answer;
  const accessToken = readAccessToken(answer, facts);
  const refreshToken = textAt(body, facts.refreshToken ?? 'refresh_token');
  const issuedAt = readIssuedAt(answer, facts);
  return {
    accessToken,
    issuedAt,
    ...readExpiry(body, issuedAt, facts),
    ...definedOnly({
      refreshToken: refreshToken === undefined ? undefined : new Secret(refreshToken),
      scope: textMember(body, 'scope'),
      baseUrl: facts.baseUrl === undefined ? undefined : readBaseUrl(answer, facts.baseUrl),
      account: facts.account === undefined ? undefined : textAt(body, facts.account),
    }),
    kept: readKept(body, facts.keep ?? []),
  };
}

function readAccessToken({ body, host, httpStatus }: TokenAnswer, facts: AnswerFacts): Secret {
  const unusable = (reason: string): BrokerError => tokenAnswerUnusable(host, httpStatus, reason);
  if (!isJsonObject(body)) throw unusable('the answer is no JSON object');
  const accessToken = textAt(body, facts.accessToken ?? 'access_token');
  if (accessToken === undefined) throw unusable('the answer has no access token');
  if (!/^[\x21-\x7e]+$/.test(accessToken)) throw unusable('the token fits no header');
  const type = (textMember(body, 'token_type') ?? 'bearer').toLowerCase();
  if (type !== 'bearer' && !facts.tokenTypes?.includes(type)) throw unusable('the token is no bearer token');
  return new Secret(accessToken);
}

/** The vendor's clock is believed only backwards: a token is never younger than our request. */
function readIssuedAt({ body, askedAt }: TokenAnswer, facts: AnswerFacts): Date {
  const stated = facts.issuedAtMs === undefined ? undefined : numberMember(body, facts.issuedAtMs);
  if (stated === undefined || stated > askedAt.getTime() || stated < askedAt.getTime() - 86_400_000) return askedAt;
  return new Date(stated);
}

function readExpiry(
  body: unknown,
  issuedAt: Date,
  facts: AnswerFacts,
): Pick<IssuedToken, 'expiresAt' | 'expiryAssumed'> {
  const name = facts.expiresAt ?? facts.expiresIn ?? 'expires_in';
  const stated = memberAt(body, pathOf(name));
  if (stated === undefined || stated === null) {
    const assumed = facts.assumedLifetimeSeconds;
    return assumed === undefined
      ? { expiryAssumed: false }
      : { expiresAt: after(issuedAt, assumed), expiryAssumed: true };
  }
  const expiresAt = facts.expiresAt === undefined ? lifetimeEnd(numberMember(body, name), issuedAt) : instant(stated);
  // Nobody issues a token that is dead already: a clock is wrong, or the vendor means something else.
  if (expiresAt !== undefined && expiresAt > issuedAt) return { expiresAt, expiryAssumed: false };
  const assumed = facts.assumedLifetimeSeconds ?? UNREADABLE_LIFETIME_SECONDS;
  return { expiresAt: after(issuedAt, assumed), expiryAssumed: true };
}

function lifetimeEnd(seconds: number | undefined, issuedAt: Date): Date | undefined {
  if (seconds === undefined || seconds < 0) return undefined;
  return after(issuedAt, Math.min(seconds, LONGEST_LIFETIME_SECONDS));
}

function instant(stated: unknown): Date | undefined {
  const ms = typeof stated === 'string' ? Date.parse(stated) : Number.NaN;
  return Number.isNaN(ms) ? undefined : new Date(ms);
}

function textAt(body: unknown, name: string): string | undefined {
  const found = memberAt(body, pathOf(name));
  return typeof found === 'string' && found !== '' ? found : undefined;
}

function pathOf(name: string): readonly string[] {
  return name.split('.');
}

function after(from: Date, seconds: number): Date {
  return new Date(from.getTime() + Math.floor(seconds * 1000));
}

/** Some vendors quote their numbers. */
function numberMember(body: unknown, name: string): number | undefined {
  const value = memberAt(body, pathOf(name));
  if (typeof value === 'string' && !/^\d{1,15}(\.\d+)?$/.test(value.trim())) return undefined;
  const number = typeof value === 'number' || typeof value === 'string' ? Number(value) : Number.NaN;
  return Number.isFinite(number) ? number : undefined;
}

function readBaseUrl({ body, host, hosts }: TokenAnswer, name: string): string | undefined {
  const text = textAt(body, name);
  if (text === undefined) return undefined;
  const url = baseOrNone(text);
  if (url?.protocol !== 'https:' || !isHostCovered(url.hostname, hosts)) throw baseUrlRefused(host);
  return url.origin + url.pathname.replace(/\/+$/, '');
}

function baseOrNone(text: string): URL | undefined {
  try {
    return parseVendorUrl(text);
  } catch {
    return undefined;
  }
}

function readKept(body: unknown, names: readonly string[]): Readonly<Record<string, string>> {
  const kept = names.map((name) => [name, memberAt(body, pathOf(name))] as const);
  const texts = kept
    .filter(([, value]) => ['string', 'number', 'boolean'].includes(typeof value))
    .map(([name, value]) => [name, String(value)] as const);
  return Object.fromEntries(texts.filter(([, text]) => text.length <= LONGEST_KEPT));
}
