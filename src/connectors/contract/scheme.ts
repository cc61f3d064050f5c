import type { Remedy } from '../../kernel/broker.error.js';
import type { Secret } from '../../kernel/secret.js';
import type { Fields, FieldValues } from './fields.js';
import type { AssertionFacts, OAuthClient } from './oauth-client.js';
import type { SignedConsentScheme, SignedRequestScheme } from './oauth1.js';
import type { StaticSecretScheme } from './secret-parts.js';

/**
 * How a token answer deviates from RFC 6749 section 5.1. Names are members of the answer; a dotted one leads inside, as
 * in Slack's `authed_user.access_token`.
 */
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
  /** Types besides `bearer` that this vendor writes for tokens that are presented like one, in lower case. */
  readonly tokenTypes?: readonly string[];
}

/** Who must act when the token endpoint answers with this error code; RFC 6749 section 5.2 is the default table. */
export type Judgements = Readonly<Record<string, Remedy>>;

/** How a token endpoint differs from the standard. */
export interface TokenEndpointFacts {
  /** Of the request; default `form` (RFC 6749 section 4.1.3). */
  readonly encoding?: 'form' | 'json';
  /** Further headers of the request, such as a version. */
  readonly headers?: Readonly<Record<string, string>>;
  readonly answer?: AnswerFacts;
  readonly judgements?: Judgements;
  /** Where an answer tells the case more exactly than by its error code, and who must act then. */
  readonly finer?: { readonly at: readonly (string | number)[]; readonly judgements: Judgements };
  /** Who must act when the body is no JSON object with an `error`, by HTTP status (Redox answers 401 in plain text). */
  readonly statusJudgements?: Readonly<Record<number, Remedy>>;
}

/** How an issued token travels where that is not RFC 6750 section 2.1, `Authorization: Bearer`. */
export interface PresentationFacts {
  /** Default `authorization`; another header carries the bare token unless a prefix is named. */
  readonly header?: string;
  /** Before the token, with a space between; default `Bearer` in `authorization`. */
  readonly prefix?: string;
}

/** Whose addresses the issuer itself tells (OpenID Connect Discovery 1.0, RFC 8414). */
export interface Discovered<F extends Fields = Fields> {
  /** The issuer; empty: the addresses are as stated. Where it is one, they are not asked for, save to name the vendor. */
  discover?(values: FieldValues<F>): string;
}

/** What is asked for. Whatever is empty is not sent. */
export interface RequestedScopes<F extends Fields = Fields> {
  readonly scopes: readonly string[];
  /** Those that an admin has chosen, besides. */
  chosenScopes?(values: FieldValues<F>): readonly string[];
  /** Default a space (RFC 6749 section 3.3). */
  readonly scopeSeparator?: string;
  /** Further parameters of the token request, such as `audience` or `resource` (RFC 8707); empty ones are not sent. */
  tokenParams?(values: FieldValues<F>): Readonly<Record<string, string>>;
}

export interface AuthorizationCodeScheme<F extends Fields = Fields>
  extends TokenEndpointFacts,
    RequestedScopes<F>,
    Discovered<F> {
  readonly kind: 'authorization-code';
  client(values: FieldValues<F>): OAuthClient;
  authorizeUrl(values: FieldValues<F>): string;
  tokenUrl(values: FieldValues<F>): string;
  /** Sent besides the standard parameters. */
  readonly authorizeParams?: Readonly<Record<string, string>>;
  /** Those that depend on the fields; empty ones are not sent. */
  chosenParams?(values: FieldValues<F>): Readonly<Record<string, string>>;
  readonly pkce: 'S256' | 'none';
  /** Where a refresh token is sent, when not where a code is sent. */
  renewUrl?(values: FieldValues<F>): string;
  readonly presented?: PresentationFacts;
  /** What the vendor's screen calls the redirect URI, such as "Callback URL". */
  readonly redirectUriLabel: string;
  /** Checked against `iss` of the callback when the vendor sends it (RFC 9207). */
  issuer?(values: FieldValues<F>): string;
}

/** RFC 6749 section 4.4: the client asks for itself. */
export interface ClientCredentialsScheme<F extends Fields = Fields>
  extends TokenEndpointFacts,
    RequestedScopes<F>,
    Discovered<F> {
  readonly kind: 'client-credentials';
  tokenUrl(values: FieldValues<F>): string;
  client(values: FieldValues<F>): OAuthClient;
  readonly presented?: PresentationFacts;
}

/** RFC 7523 section 2.1: a signed assertion is the grant, as for a service account. */
export interface JwtBearerScheme<F extends Fields = Fields>
  extends TokenEndpointFacts,
    RequestedScopes<F>,
    Discovered<F> {
  readonly kind: 'jwt-bearer';
  tokenUrl(values: FieldValues<F>): string;
  assertion(values: FieldValues<F>): AssertionFacts;
  /** Where the vendor asks who the client is besides. */
  client?(values: FieldValues<F>): OAuthClient;
  readonly presented?: PresentationFacts;
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

/** RFC 8628: a person enters a short code at the vendor, in whatever browser. */
export interface DeviceCodeScheme<F extends Fields = Fields>
  extends TokenEndpointFacts,
    RequestedScopes<F>,
    Discovered<F> {
  readonly kind: 'device-code';
  client(values: FieldValues<F>): OAuthClient;
  deviceUrl(values: FieldValues<F>): string;
  tokenUrl(values: FieldValues<F>): string;
  readonly presented?: PresentationFacts;
}

/** RFC 8693: a token that is at hand is exchanged for one that works elsewhere. */
export interface TokenExchangeScheme<F extends Fields = Fields>
  extends TokenEndpointFacts,
    RequestedScopes<F>,
    Discovered<F> {
  readonly kind: 'token-exchange';
  tokenUrl(values: FieldValues<F>): string;
  client?(values: FieldValues<F>): OAuthClient;
  /** For whom. */
  subject(values: FieldValues<F>): ExchangedToken;
  /** Who acts for them. */
  actor?(values: FieldValues<F>): ExchangedToken | undefined;
  readonly presented?: PresentationFacts;
}

export interface ExchangedToken {
  readonly token: Secret;
  /** Such as `urn:ietf:params:oauth:token-type:access_token` (RFC 8693 section 3). */
  readonly type: string;
}

export type Scheme<F extends Fields = Fields> =
  | AuthorizationCodeScheme<F>
  | ClientCredentialsScheme<F>
  | JwtBearerScheme<F>
  | KeyExchangeScheme<F>
  | SignedRequestScheme<F>
  | StaticSecretScheme<F>
  | DeviceCodeScheme<F>
  | SignedConsentScheme<F>
  | TokenExchangeScheme<F>;
export type SchemeKind = Scheme['kind'];
