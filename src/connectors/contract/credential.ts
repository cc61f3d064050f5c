import type { Secret } from '../../kernel/secret.js';
import type { ClientCertificate } from './oauth-client.js';
import type { OwnConnector } from './own-connector.js';

/** What one request needs of an access token. Bound to hosts: whoever applies it must refuse every other host. */
export type Credential = HeaderCredential | SigningCredential | InsideCredential;

interface CredentialBase {
  readonly connector: string;
  /** Of a company's own connector. */
  readonly definition?: OwnConnector | null;
  readonly baseUrl: string;
  /** Further starts of relative addresses, by name. */
  readonly bases?: Readonly<Record<string, string>>;
  /** Exact host names or `*.suffix`. */
  readonly hosts: readonly string[];
  /** Where requests may go besides that carry no proof. */
  readonly linkHosts?: readonly string[];
  readonly account?: string;
  readonly expiresAt?: Date;
  readonly requests?: RequestDefaults;
}

/** What every request of a connection has that does not say otherwise itself. */
export interface RequestDefaults {
  readonly headers?: Readonly<Record<string, string>>;
  /** For a whole exchange. Milliseconds. */
  readonly deadlineMs?: number;
}

/** Reusable until it expires. */
export interface HeaderCredential extends CredentialBase {
  readonly kind: 'headers';
  readonly headers: Readonly<Record<string, Secret>>;
  /** Query parameters, for vendors that take a key nowhere else. */
  readonly query?: Readonly<Record<string, Secret>>;
}

/** OAuth 1.0a: each header is good for one request only; the keys never leave the service. */
export interface SigningCredential extends CredentialBase {
  readonly kind: 'signing';
  sign(request: SignableRequest): Readonly<Record<string, Secret>>;
}

/** Works in requests that this service sends, and nowhere else: a client's key must not leave it. */
export interface InsideCredential extends CredentialBase {
  readonly kind: 'inside';
  readonly headers: Readonly<Record<string, Secret>>;
  readonly query?: Readonly<Record<string, Secret>>;
  readonly certificate?: ClientCertificate;
  /** Writes the proof into a message (WS-Security), each time anew. @throws for one that has no place for it */
  writeInto?(message: string): string;
  /** What may stand in such a message as it is. */
  readonly inMessages?: Secret;
}

export interface SignableRequest {
  readonly method: string;
  /** Absolute; exactly what will be sent. */
  readonly url: string;
  /** Only an `application/x-www-form-urlencoded` body enters a signature (RFC 5849 section 3.4.1.3.1). */
  readonly form?: string | undefined;
}
