import type { components } from '../../../api/generated/openapi.js';

/** What the form needs to know of the JSON Schema of an input. */
export interface JsonSchema {
  readonly type?: string | readonly string[];
  readonly title?: string;
  readonly description?: string;
  readonly default?: unknown;
  readonly enum?: readonly unknown[];
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  /** Takes a file value. */
  readonly 'x-file'?: unknown;
  /** The language of a text in which a lookup may say `:name`. */
  readonly 'x-binds'?: unknown;
}

/** An action that a lookup can run. */
export interface ReadingAction {
  readonly key: string;
  readonly title: string;
  readonly inputs: JsonSchema;
}

/** The actions that only read and give no file; the description of the API leaves open what actions consist of. */
export function readingActionsOf({ actions }: components['schemas']['ConnectorViewDto']): readonly ReadingAction[] {
  const sent: readonly object[] = actions;
  return sent.filter(isReadingAction);
}

function isReadingAction(sent: object): sent is ReadingAction {
  const isReading = 'reads' in sent && sent.reads === true && 'answer' in sent && sent.answer === 'json';
  return isReading && 'key' in sent && 'title' in sent && 'inputs' in sent;
}
