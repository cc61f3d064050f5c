import type { Clock } from '../../kernel/clock.js';
import type { Consent, ConsentRequest, Grant } from '../contract/connection.js';
import type { HeaderCredential, InsideCredential, SigningCredential } from '../contract/credential.js';
import type { FieldValues } from '../contract/fields.js';
import type { IssuedToken } from '../contract/issued-token.js';
import type { Scheme } from '../contract/scheme.js';
import type { IssuerMetadata } from '../wire/token/issuer-metadata.js';
import type { SignedTokenEndpoint } from '../wire/token/signed-token-endpoint.js';
import type { TokenEndpoint } from '../wire/token-endpoint.js';

/** One connection as its scheme sees it. */
export interface SchemeUse<S extends Scheme = Scheme> {
  readonly scheme: S;
  readonly values: FieldValues;
  readonly issued?: IssuedToken;
  /** Where tokens may be asked for, and where base URLs may lead. */
  readonly hosts: readonly string[];
}

export interface SchemeTools {
  readonly tokens: TokenEndpoint;
  readonly signed: SignedTokenEndpoint;
  readonly issuers: IssuerMetadata;
  readonly clock: Clock;
}

/** What is applied to a request; the service adds where it may go. */
export type SchemeCredential =
  | Pick<HeaderCredential, 'kind' | 'headers' | 'query'>
  | Pick<SigningCredential, 'kind' | 'sign'>
  | Pick<InsideCredential, 'kind' | 'headers' | 'query' | 'certificate' | 'writeInto'>;

/** The verbs that every scheme knows. */
export interface SchemeHandler {
  begin(request: ConsentRequest): Promise<Consent>;
  issue(grant?: Grant): Promise<IssuedToken>;
  renew(): Promise<IssuedToken>;
  present(): SchemeCredential;
}
