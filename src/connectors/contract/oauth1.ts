import type { Secret } from '../../kernel/secret.js';
import type { Fields, FieldValues } from './fields.js';

export type OAuth1Algorithm = 'HMAC-SHA256' | 'HMAC-SHA1';

/** How requests are signed (RFC 5849 section 3.4). */
export interface SignatureFacts<F extends Fields = Fields> {
  readonly algorithm: OAuth1Algorithm;
  /** Where an admin chooses it. */
  chosenAlgorithm?(values: FieldValues<F>): OAuth1Algorithm;
  /** Empty where the vendor asks for none. */
  realm(values: FieldValues<F>): string;
  consumer(values: FieldValues<F>): { readonly key: string; readonly secret: Secret };
}

/** OAuth 1.0a with a stored token: each request is signed, nothing is issued and nothing expires. */
export interface SignedRequestScheme<F extends Fields = Fields> extends SignatureFacts<F> {
  readonly kind: 'signed-request';
  token(values: FieldValues<F>): { readonly id: string; readonly secret: Secret };
}

/** OAuth 1.0a three-legged (RFC 5849 section 2): a person consents, then each request is signed with what was issued. */
export interface SignedConsentScheme<F extends Fields = Fields> extends SignatureFacts<F> {
  readonly kind: 'signed-consent';
  /** Where temporary credentials come from; vendors call it the request token URL. */
  temporaryUrl(values: FieldValues<F>): string;
  authorizeUrl(values: FieldValues<F>): string;
  tokenUrl(values: FieldValues<F>): string;
  /** Sent to the authorize address besides `oauth_token`. */
  readonly authorizeParams?: Readonly<Record<string, string>>;
  readonly redirectUriLabel: string;
  /** Members of the answer: who consented, and what else is worth keeping; none of it secret. */
  readonly answer?: { readonly account?: string; readonly keep?: readonly string[] };
}
