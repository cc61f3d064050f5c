import type { Secret } from '../../kernel/secret.js';

/** What one request needs of an access token. Bound to hosts: whoever applies it must refuse every other host. */
export type Credential = HeaderCredential | SigningCredential;

interface CredentialBase {
  readonly connector: string;
  readonly baseUrl: string;
  /** Exact host names or `*.suffix`. */
  readonly hosts: readonly string[];
  readonly account?: string;
  readonly expiresAt?: Date;
}

/** Reusable until it expires. */
export interface HeaderCredential extends CredentialBase {
  readonly kind: 'headers';
  readonly headers: Readonly<Record<string, Secret>>;
}

/** OAuth 1.0a: each header is good for one request only; the keys never leave the service. */
export interface SigningCredential extends CredentialBase {
  readonly kind: 'signing';
  sign(request: SignableRequest): Readonly<Record<string, Secret>>;
}

export interface SignableRequest {
  readonly method: string;
  /** Absolute; exactly what will be sent. */
  readonly url: string;
  /** Only an `application/x-www-form-urlencoded` body enters a signature (RFC 5849 section 3.4.1.3.1). */
  readonly form?: string;
}
