import type { Connector } from '../guide-queries.js';

/** What a page shows of a JSON Schema. */
export interface JsonSchema {
  readonly type?: string | readonly string[];
  readonly title?: string;
  readonly description?: string;
  readonly default?: unknown;
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly anyOf?: readonly JsonSchema[];
  readonly oneOf?: readonly JsonSchema[];
  readonly items?: JsonSchema;
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly required?: readonly string[];
  /** Takes a file value. */
  readonly 'x-file'?: unknown;
  /** Its choices are loaded with the token. */
  readonly 'x-choices'?: unknown;
}

/** What a step can do with a connector. */
export interface Action {
  readonly key: string;
  readonly title: string;
  readonly help?: string;
  readonly inputs: JsonSchema;
  readonly output?: JsonSchema;
  readonly answer: 'json' | 'file';
  readonly repeatable: boolean;
  readonly hasIdempotencyKey: boolean;
  /** Changes nothing, so a lookup may run it. */
  readonly reads: boolean;
}

/** The actions of a connector; the description of the API leaves open what they consist of. */
export function actionsOf({ actions }: Connector): readonly Action[] {
  const sent: readonly object[] = actions;
  return sent.filter(isAction);
}

function isAction(sent: object): sent is Action {
  return 'key' in sent && 'title' in sent && 'inputs' in sent;
}
