import type { Action } from '../../contract/action.js';
import type { ActionDescription } from '../../contract/connector-description.js';
import { definedOnly } from '../../contract/defined-only.js';
import { inputSchemaOf } from './action-inputs.js';

/** An action as plain data: everything an API, a form or a page of the documentation shows. */
export function describeAction(action: Action): ActionDescription {
  const { key, title, help, output, repeatable, reads = false, idempotencyKey } = action;
  return {
    key,
    title,
    ...definedOnly({ help }),
    inputs: inputSchemaOf(action),
    output,
    answer: 'answer' in action && action.answer === 'file' ? 'file' : 'json',
    repeatable,
    reads,
    hasIdempotencyKey: idempotencyKey !== undefined,
  };
}
