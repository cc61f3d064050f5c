import type { Secret } from '../../kernel/secret.js';
import type { FieldValues } from './fields.js';
import type { IssuedToken } from './issued-token.js';

/** One configured way into a vendor: what was typed, and what the vendor issued for it. */
export interface Connection {
  readonly connector: string;
  readonly method: string;
  readonly values: FieldValues;
  /** Absent before issuance, and always when the method issues nothing. */
  readonly issued?: IssuedToken;
}

export interface ConsentRequest {
  /** Exactly as registered with the vendor. */
  readonly redirectUri: string;
  /** Bound to the caller's browser; made here (32 random bytes) when absent. */
  readonly state?: string;
}

/** Where to send the browser, and what to keep until it comes back. */
export interface Consent {
  readonly url: string;
  readonly state: string;
  /** PKCE (RFC 7636); absent when the vendor knows none. */
  readonly codeVerifier?: Secret;
}

/** What the callback brought; needed to issue by consent, absent for an exchange. */
export interface Grant {
  readonly code: Secret;
  /** The same as in the consent request. */
  readonly redirectUri: string;
  readonly codeVerifier?: Secret;
  /** `iss` of the callback (RFC 9207). */
  readonly issuer?: string;
}

/** A passed Test Connection. */
export interface TestResult {
  /** Who answered, in words that a person recognizes. */
  readonly account?: string;
  readonly at: Date;
}
