import type { Secret } from '../../kernel/secret.js';

/** What the provider gave us: value, expiry, refresh value, and the facts that must travel with them. */
export interface IssuedToken {
  readonly accessToken: Secret;
  readonly refreshToken?: Secret;
  /** OAuth 1.0a: signs requests; never leaves the service. */
  readonly tokenSecret?: Secret;
  readonly issuedAt: Date;
  /** Absent: the vendor states none and none is assumed. */
  readonly expiresAt?: Date;
  /** The expiry is our assumption, not the vendor's word. */
  readonly expiryAssumed: boolean;
  /** As granted, space separated. */
  readonly scope?: string;
  readonly baseUrl?: string;
  readonly account?: string;
  /** Further members of the answer that the connector keeps; never secret. */
  readonly kept: Readonly<Record<string, string>>;
}
