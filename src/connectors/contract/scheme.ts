import type { Remedy } from '../../kernel/broker.error.js';
import type { Secret } from '../../kernel/secret.js';
import type { Fields, FieldValues } from './fields.js';

/** How an OAuth client shows who it is at the token endpoint (RFC 6749 section 2.3). */
export interface OAuthClient {
  readonly id: string;
  readonly secret?: Secret;
  readonly sentIn: 'basic-header' | 'body';
}

/** How a token answer deviates from RFC 6749 section 5.1. Names are members of the answer. */
export interface AnswerFacts {
  readonly accessToken?: string;
  readonly refreshToken?: string;
  /** Lifetime in seconds; default `expires_in`. */
  readonly expiresIn?: string;
  /** An absolute expiry as ISO 8601 text, instead of a lifetime. */
  readonly expiresAt?: string;
  /** Milliseconds since the epoch, as number or text, when the vendor says when it issued. */
  readonly issuedAtMs?: string;
  /** Assumed when the answer states no lifetime; absent means that such a token does not expire. Seconds. */
  readonly assumedLifetimeSeconds?: number;
  /** The base of all later calls, when the vendor says it with the token (Salesforce `instance_url`). */
  readonly baseUrl?: string;
  /** Who consented, as the vendor names it (Dropbox `account_id`). */
  readonly account?: string;
  /** Further members worth keeping with the token, none of them secret. */
  readonly keep?: readonly string[];
}

/** Who must act when the token endpoint answers with this error code; RFC 6749 section 5.2 is the default table. */
export type Judgements = Readonly<Record<string, Remedy>>;

/** How a token endpoint differs from the standard. */
export interface TokenEndpointFacts {
  readonly answer?: AnswerFacts;
  readonly judgements?: Judgements;
  /** Who must act when the body is no JSON object with an `error`, by HTTP status (Redox answers 401 in plain text). */
  readonly statusJudgements?: Readonly<Record<number, Remedy>>;
}

export interface AuthorizationCodeScheme<F extends Fields = Fields> extends TokenEndpointFacts {
  readonly kind: 'authorization-code';
  client(values: FieldValues<F>): OAuthClient;
  authorizeUrl(values: FieldValues<F>): string;
  tokenUrl(values: FieldValues<F>): string;
  /** Sent besides the standard parameters. */
  readonly authorizeParams?: Readonly<Record<string, string>>;
  readonly scopes: readonly string[];
  readonly pkce: 'S256' | 'none';
  /** What the vendor's screen calls the redirect URI, such as "Callback URL". */
  readonly redirectUriLabel: string;
  /** Checked against `iss` of the callback when the vendor sends it (RFC 9207). */
  issuer?(values: FieldValues<F>): string;
}

/** RFC 6749 section 4.4 with a signed assertion instead of a secret (RFC 7523 section 2.2). */
export interface ClientCredentialsScheme<F extends Fields = Fields> extends TokenEndpointFacts {
  readonly kind: 'client-credentials';
  tokenUrl(values: FieldValues<F>): string;
  assertion(values: FieldValues<F>): AssertionFacts;
  readonly scopes: readonly string[];
}

export interface AssertionFacts {
  readonly algorithm: 'RS384' | 'ES384' | 'RS256' | 'PS256' | 'ES256';
  /** PEM (PKCS#8, or PKCS#1 for RSA) or a JWK as JSON text. */
  readonly privateKey: Secret;
  readonly keyId: string;
  readonly issuer: string;
  readonly subject: string;
  readonly lifetimeSeconds: number;
}

/** A vendor's own JSON exchange of a key and a secret for a token. */
export interface KeyExchangeScheme<F extends Fields = Fields> extends TokenEndpointFacts {
  readonly kind: 'key-exchange';
  issue(values: FieldValues<F>): JsonExchange;
  /** Absent when the vendor knows no refresh; a refused refresh falls back to `issue`. */
  renew?(values: FieldValues<F>, refreshToken: Secret): JsonExchange;
}

export interface JsonExchange {
  readonly url: string;
  readonly body: Readonly<Record<string, string | Secret>>;
}

/** OAuth 1.0a (RFC 5849) with a stored token: each request is signed, nothing is issued and nothing expires. */
export interface SignedRequestScheme<F extends Fields = Fields> {
  readonly kind: 'signed-request';
  readonly algorithm: 'HMAC-SHA256' | 'HMAC-SHA1';
  realm(values: FieldValues<F>): string;
  consumer(values: FieldValues<F>): { readonly key: string; readonly secret: Secret };
  token(values: FieldValues<F>): { readonly id: string; readonly secret: Secret };
}

export type Scheme<F extends Fields = Fields> =
  | AuthorizationCodeScheme<F>
  | ClientCredentialsScheme<F>
  | KeyExchangeScheme<F>
  | SignedRequestScheme<F>;
export type SchemeKind = Scheme['kind'];
