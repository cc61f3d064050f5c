import type { Secret } from '../../kernel/secret.js';
import type { FieldValues } from './fields.js';
import type { IssuedToken } from './issued-token.js';
import type { OwnConnector } from './own-connector.js';

/** One configured way into a vendor: what was typed, and what the vendor issued for it. */
export interface Connection {
  readonly connector: string;
  readonly method: string;
  /** Of a company's own connector. */
  readonly definition?: OwnConnector | null;
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
  /** OAuth 1.0a only; its id is the state. */
  readonly temporary?: TemporaryCredentials;
  /** Where a person enters a code instead of being sent back. */
  readonly device?: DeviceConsent;
}

/** RFC 5849 section 2.1. */
export interface TemporaryCredentials {
  readonly id: string;
  readonly secret: Secret;
}

/** RFC 8628 section 3.2. */
export interface DeviceConsent {
  /** What the person enters. */
  readonly userCode: string;
  /** Where, short enough to be typed. */
  readonly verificationUrl: string;
  /** The grant's code, once the person has agreed. */
  readonly deviceCode: Secret;
  readonly intervalSeconds: number;
  readonly expiresAt: Date;
}

/** What the callback brought; needed to issue by consent, absent for an exchange. */
export interface Grant {
  /** The code, the verifier of OAuth 1.0a, or the code of a device. */
  readonly code: Secret;
  /** The same as in the consent request. */
  readonly redirectUri: string;
  readonly codeVerifier?: Secret;
  /** `iss` of the callback (RFC 9207). */
  readonly issuer?: string;
  readonly temporary?: TemporaryCredentials;
}

/** A passed Test Connection. */
export interface TestResult {
  /** Who answered, in words that a person recognizes. */
  readonly account?: string;
  readonly at: Date;
}
