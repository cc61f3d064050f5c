import type { Action } from './action.js';
import type { Field } from './fields.js';
import type { RenewalRate } from './renewal-facts.js';
import type { SchemeKind } from './scheme.js';

/** A connector as plain data, for the API, the forms and the documentation. */
export interface ConnectorDescription {
  readonly key: string;
  readonly title: string;
  readonly docs: string;
  readonly methods: readonly MethodDescription[];
  readonly actions: readonly ActionDescription[];
}

export type ConnectorSummary = Pick<ConnectorDescription, 'key' | 'title' | 'docs'> & {
  readonly methods: readonly Pick<MethodDescription, 'key' | 'title' | 'issuance'>[];
};

export interface MethodDescription {
  readonly key: string;
  readonly title: string;
  readonly scheme: SchemeKind;
  /** How the first token comes: a person consents, the fields are exchanged, or nothing is issued. */
  readonly issuance: 'consent' | 'exchange' | 'none';
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

export type ActionDescription = Pick<Action, 'key' | 'title' | 'output' | 'repeatable'> & {
  /** JSON Schema of the inputs as one object. */
  readonly inputs: Readonly<Record<string, unknown>>;
};
