import { compactVerify, decodeJwt, decodeProtectedHeader, importJWK, type JWK, type JWTPayload } from 'jose';
import { textOf } from '../stage/call.js';

export type AssertionFault =
  | 'not-a-jwt'
  | 'algorithm'
  | 'no-kid'
  | 'unknown-key'
  | 'signature'
  | 'issuer'
  | 'subject'
  | 'audience'
  | 'expired'
  | 'too-long'
  | 'not-yet'
  | 'no-jti';

export interface AssertionRules {
  readonly algorithms: readonly string[];
  /** The registered keys of the issuer; undefined when the issuer is unknown. */
  keysOf(issuer: string): readonly JWK[] | undefined;
  readonly needsKid: boolean;
  /** Keys are found by the thumbprint of their certificate (RFC 7515 sections 4.1.7 and 4.1.8) instead of a `kid`. */
  readonly needsThumbprint?: boolean;
  readonly needsJti: boolean;
  /** `sub` must be the issuer too (RFC 7523 section 3, client authentication). */
  readonly subjectIsIssuer: boolean;
  /** NetSuite's assertions have no `sub`: the certificate's mapping says who. */
  readonly subjectOptional?: boolean;
  readonly audiences: readonly string[];
  /** Longest allowed `exp - iat`, in seconds. */
  readonly mostSeconds: number;
  /** The vendor's clock, in seconds. */
  readonly now: number;
}

const SKEW_SECONDS = 60;

/** Verifies a signed assertion to the letter; answers with its claims, or with what is wrong with it. */
export async function verifyAssertion(jwt: string, rules: AssertionRules): Promise<JWTPayload | AssertionFault> {
  const parsed = parse(jwt);
  if (parsed === undefined) return 'not-a-jwt';
  const { header, claims } = parsed;
  if (header.alg === undefined || !rules.algorithms.includes(header.alg)) return 'algorithm';
  if (rules.needsKid && !header.kid) return 'no-kid';
  if (typeof claims.iss !== 'string') return 'issuer';
  const keys = rules.keysOf(claims.iss) ?? [];
  const key = keys.find((candidate) => isMeant(candidate, header, rules));
  if (key === undefined) return 'unknown-key';
  if (!(await isSigned(jwt, key, header.alg))) return 'signature';
  return claimFault(claims, rules) ?? claims;
}

function isMeant(key: JWK, { kid, x5t, x5tS256 }: AssertionHeader, rules: AssertionRules): boolean {
  if (rules.needsThumbprint !== true) return !rules.needsKid || key.kid === kid;
  return x5tS256 === undefined ? x5t !== undefined && key.x5t === x5t : key['x5t#S256'] === x5tS256;
}

function claimFault(claims: JWTPayload, rules: AssertionRules): AssertionFault | undefined {
  if (!hasRightSubject(claims, rules)) return 'subject';
  const audiences = [claims.aud ?? []].flat();
  if (!audiences.some((audience) => rules.audiences.includes(audience))) return 'audience';
  return timeFault(claims, rules) ?? (rules.needsJti && !claims.jti ? 'no-jti' : undefined);
}

function hasRightSubject({ sub, iss }: JWTPayload, rules: AssertionRules): boolean {
  if (rules.subjectIsIssuer) return sub === iss;
  return rules.subjectOptional === true || typeof sub === 'string';
}

function timeFault({ exp, iat }: JWTPayload, { now, mostSeconds }: AssertionRules): AssertionFault | undefined {
  if (typeof exp !== 'number' || exp <= now) return 'expired';
  const start = typeof iat === 'number' ? iat : now;
  if (start > now + SKEW_SECONDS) return 'not-yet';
  return exp - start > mostSeconds || exp > now + mostSeconds + SKEW_SECONDS ? 'too-long' : undefined;
}

interface AssertionHeader {
  readonly alg: string | undefined;
  readonly kid: string | undefined;
  readonly x5t: string | undefined;
  readonly x5tS256: string | undefined;
}

function parse(jwt: string): { header: AssertionHeader; claims: JWTPayload } | undefined {
  try {
    const { alg, kid, x5t, ...others } = decodeProtectedHeader(jwt);
    return { header: { alg, kid, x5t, x5tS256: textOf(others, 'x5t#S256') }, claims: decodeJwt(jwt) };
  } catch {
    return undefined;
  }
}

async function isSigned(jwt: string, jwk: JWK, algorithm: string): Promise<boolean> {
  try {
    await compactVerify(jwt, await importJWK(jwk, algorithm), { algorithms: [algorithm] });
    return true;
  } catch {
    return false;
  }
}
