import type { Action } from './action.js';
import type { ApiErrorFacts } from './api-errors.js';
import type { Fields, FieldValues } from './fields.js';
import type { IssuedToken } from './issued-token.js';
import type { Probe } from './probe.js';
import type { RenewalFacts } from './renewal-facts.js';
import type { Scheme } from './scheme.js';

/**
 * What we know of an outside system: an injectable description that states facts and knows no fetch, no clock and no
 * storage. Registered by one line in `catalog/catalog.ts`.
 */
export interface Connector {
  /** Kebab-case; part of the public API. */
  readonly key: string;
  readonly title: string;
  /** The vendor's page on authentication: the source of the facts. */
  readonly docs: string;
  /** Where credentials may be sent: exact host names, or `*.suffix` for every host below it. Redirects obey it too. */
  readonly hosts: readonly string[];
  readonly methods: readonly Method[];
  readonly actions?: readonly Action[];
  /** Calls that it takes of one account at once; more wait for their turn. Absent: as many as there are. */
  readonly callsAtOnce?: number;
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
  /** What a relative address is relative to. */
  baseUrl(values: FieldValues<F>, issued: IssuedToken | undefined): string;
  probe(values: FieldValues<F>, issued: IssuedToken | undefined): Probe;
}

/** Declares a method; infers the fields' types for its functions. */
export function method<const F extends Fields>(description: Method<F>): Method {
  return description as Method;
}
