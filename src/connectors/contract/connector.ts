import type { Action } from './action.js';
import type { ApiErrorFacts } from './api-errors.js';
import type { CallLimits } from './call-limits.js';
import type { Category } from './category.js';
import type { RequestDefaults } from './credential.js';
import type { Evidence } from './evidence.js';
import type { Fields, FieldValues } from './fields.js';
import type { IssuedToken } from './issued-token.js';
import type { Probe } from './probe.js';
import type { RenewalFacts } from './renewal-facts.js';
import type { Scheme } from './scheme.js';

/**
 * What we know of an outside system: an injectable description that states facts and knows no fetch, no clock and no
 * storage. Registered by one line in `catalog/listing.ts`.
 */
export interface Connector {
  /** Kebab-case; part of the public API. */
  readonly key: string;
  readonly title: string;
  /** The vendor's page on authentication: the source of the facts. */
  readonly docs: string;
  /** Its field of work; absent for what an embedding program or a company adds without saying. */
  readonly category?: Category;
  /** How its facts are known. */
  readonly evidence?: Evidence;
  /** What surprises people who build with it, one sentence each. */
  readonly quirks?: readonly string[];
  /** Where credentials may be sent: exact host names, or `*.suffix` for every host below it. Redirects obey it too. */
  readonly hosts: readonly string[];
  readonly methods: readonly Method[];
  readonly actions?: readonly Action[];
  /** What it takes of calls. Absent: as many as there are. */
  readonly limits?: CallLimits;
  /** How its API refuses, where that differs from the usual HTTP. */
  readonly apiErrors?: ApiErrorFacts;
}

/** One way into the system. */
export interface Method<F extends Fields = Fields> {
  readonly key: string;
  readonly title: string;
  readonly fields: F;
  /** The vendor's half of the work, step by step. */
  readonly setup: readonly string[];
  readonly scheme: Scheme<F>;
  /** What the button that issues is called; default "Get OAuth 2.0 Access Token". */
  readonly issueLabel?: string;
  /** Absent when nothing is issued. */
  readonly renewal?: RenewalFacts;
  /** Hosts that depend on the fields, besides the connector's; narrower than a wildcard. */
  hosts?(values: FieldValues<F>): readonly string[];
  /**
   * Where addresses lead that are their own proof, such as those of uploads and downloads: redirects and anonymous
   * requests of actions may go there, the credential never does.
   */
  linkHosts?(values: FieldValues<F>): readonly string[];
  /** What a relative address is relative to. */
  baseUrl(values: FieldValues<F>, issued: IssuedToken | undefined): string;
  /** Further starts of relative addresses, by name, for services of the vendor on other hosts of the account. */
  bases?(values: FieldValues<F>): Readonly<Record<string, string>>;
  probe(values: FieldValues<F>, issued: IssuedToken | undefined): Probe;
  /** What every request has besides, where an admin chooses it. */
  requests?(values: FieldValues<F>): RequestDefaults;
}

/** Declares a method; infers the fields' types for its functions. */
export function method<const F extends Fields>(description: Method<F>): Method {
  return description as Method;
}
