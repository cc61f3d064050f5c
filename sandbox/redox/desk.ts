import type { GrantBook } from '../oauth/grant-book.js';
import type { GrantData } from '../oauth/grants.js';
import type { State } from '../stage/state.js';
import type { Backstage } from '../stage/vendor.js';
import type { LegacyKey, OAuthKey } from './accounts.js';
import type { Patient } from './patients.js';

/** Everything this Redox remembers. */
export interface RedoxState {
  readonly legacyKeys: Map<string, LegacyKey>;
  readonly oauthKeys: Map<string, OAuthKey>;
  readonly grants: GrantData;
  /** `client jti` of every assertion seen, until it has expired anyway (seconds). */
  readonly seenAssertions: Map<string, number>;
  readonly patients: Map<string, Patient>;
  /** FHIR resources that came from outside, by type and id. */
  readonly resources: Map<string, Readonly<Record<string, unknown>>>;
  /** `source file`: uploads are bound to the source that made them. */
  readonly uploads: Map<string, string>;
}

/** What the rooms of this vendor work with. */
export interface RedoxDesk {
  readonly state: State<RedoxState>;
  /** Legacy tokens: a day, with a refresh token. */
  readonly legacyBook: GrantBook;
  /** OAuth tokens: five minutes, without one. */
  readonly oauthBook: GrantBook;
  readonly clock: Backstage['clock'];
}
