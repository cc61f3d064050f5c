import type { Secret } from '../../kernel/secret.js';

/** How an OAuth client shows who it is at the token endpoint: RFC 6749 section 2.3, RFC 7523, RFC 8705. */
export type OAuthClient = SecretClient | AssertionClient | CertificateClient;

/** With a secret, or with nothing but its id: a public client. */
export interface SecretClient {
  readonly id: string;
  readonly secret?: Secret;
  readonly sentIn: 'basic-header' | 'body';
}

/** With a signed assertion (`private_key_jwt`, RFC 7523 section 2.2); issuer and subject are the client's id. */
export interface AssertionClient {
  readonly id: string;
  readonly sentIn: 'assertion';
  readonly key: SigningKey;
  /** Default: the token address. */
  readonly audience?: string;
  /** Besides the registered ones; NetSuite reads the scope here. */
  readonly claims?: AssertionClaims;
  /** Whether `client_id` is sent besides the assertion, which names it already (RFC 7521 section 4.2). Default true. */
  readonly isNamedInBody?: boolean;
}

/** With the certificate of its connection (RFC 8705 section 2); what is issued then works on such connections only. */
export interface CertificateClient {
  readonly id: string;
  readonly sentIn: 'certificate';
  readonly certificate: ClientCertificate;
}

/** What a connection to a vendor proves itself with. All texts are PEM. */
export interface ClientCertificate {
  /** With the chain above it, if the server needs that. */
  readonly certificate: Secret | string;
  /** Not encrypted. */
  readonly privateKey: Secret;
  /** Whom to believe besides the public authorities, for servers of a company's own. */
  readonly trusted?: Secret | string;
}

/** What is to be signed as an assertion (RFC 7523 section 3). */
export interface AssertionFacts {
  readonly key: SigningKey;
  readonly issuer: string;
  readonly subject?: string;
  /** Default: the token address. */
  readonly audience?: string;
  readonly claims?: AssertionClaims;
}

export type AssertionClaims = Readonly<Record<string, string | readonly string[]>>;

/** JWS algorithms that a private key signs with (RFC 7518 section 3.1). */
export const SIGNING_ALGORITHMS = [
  'RS256',
  'RS384',
  'RS512',
  'PS256',
  'PS384',
  'PS512',
  'ES256',
  'ES384',
  'ES512',
] as const;
export type SigningAlgorithm = (typeof SIGNING_ALGORITHMS)[number];

export interface SigningKey {
  readonly algorithm: SigningAlgorithm;
  /** PEM (PKCS#8, PKCS#1 or SEC1, with or without a certificate beside it) or a JWK as JSON text. */
  readonly privateKey: Secret;
  /** `kid` of the assertion's header. */
  readonly keyId?: string;
  /** PEM; the header then carries the certificate's thumbprint (RFC 7515 sections 4.1.7 and 4.1.8). */
  readonly certificate?: Secret | string;
  /** Default `x5t#S256`. */
  readonly thumbprint?: 'x5t' | 'x5t#S256';
}
