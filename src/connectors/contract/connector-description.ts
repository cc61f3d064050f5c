import type { Action } from './action.js';
import type { Category } from './category.js';
import type { Evidence } from './evidence.js';
import type { Field } from './fields.js';
import type { Issuance } from './issuance.js';
import type { RenewalRate } from './renewal-facts.js';
import type { SchemeKind } from './scheme.js';

/** A connector as plain data, for the API, the forms and the documentation. */
export interface ConnectorDescription {
  readonly key: string;
  readonly title: string;
  readonly docs: string;
  readonly category?: Category;
  /** What surprises people who build with it, one sentence each. */
  readonly quirks: readonly string[];
  /** How its facts are known; absent where nobody said. */
  readonly evidence?: Evidence;
  readonly methods: readonly MethodDescription[];
  readonly actions: readonly ActionDescription[];
}

export type ConnectorSummary = Pick<ConnectorDescription, 'key' | 'title' | 'docs' | 'category'> & {
  readonly methods: readonly Pick<MethodDescription, 'key' | 'title' | 'issuance'>[];
  /** It has an action that only reads, and so a lookup may run. */
  readonly hasLookups: boolean;
};

export interface MethodDescription {
  readonly key: string;
  readonly title: string;
  readonly scheme: SchemeKind;
  readonly issuance: Issuance;
  /** In the order of the form. */
  readonly fields: readonly FieldDescription[];
  readonly setup: readonly string[];
  /** Only with consent. */
  readonly redirectUriLabel?: string;
  /** The button that issues; absent when nothing is issued. */
  readonly issueLabel?: string;
  /** Absent when nothing is issued. */
  readonly renewal?: {
    readonly rates: readonly { readonly value: RenewalRate; readonly label: string }[];
    readonly defaultRate: RenewalRate;
    /** The physics of the tokens, one sentence each. */
    readonly facts: readonly string[];
    /** A connection can die of idleness, so keeping it alive can be switched on. */
    readonly keepAlive: boolean;
  };
}

export type FieldDescription = Field & { readonly key: string };

export type ActionDescription = Pick<Action, 'key' | 'title' | 'help' | 'output' | 'repeatable'> & {
  /** What comes back: JSON, or a file as a stream. */
  readonly answer: 'json' | 'file';
  /** It changes nothing at the vendor, so a lookup of a form may run it. */
  readonly reads: boolean;
  /** The vendor knows a repetition by a key. */
  readonly hasIdempotencyKey: boolean;
  /**
   * JSON Schema of the inputs as one object. A property with `x-choices` has choices to load, one with `x-file` takes a
   * file value, and in one with `x-binds` a lookup may let `:name` stand for a value.
   */
  readonly inputs: Readonly<Record<string, unknown>>;
};
