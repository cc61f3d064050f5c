import type { ActionInput, ActionInputs } from './action.js';
import { ActionFile } from './action-file.js';

const KNOWN = {
  name: { type: 'string', maxLength: 1000 },
  contentType: { type: 'string', maxLength: 200, pattern: '^[ -~]*$' },
};

/** JSON Schema of a file value; a text alone stands for `{ text }`. */
export const FILE_VALUE_SCHEMA = {
  type: ['object', 'string'],
  properties: {
    ...KNOWN,
    size: { type: 'integer', minimum: 0 },
    text: { type: 'string' },
    base64: { type: 'string', pattern: '^[A-Za-z0-9+/\\s]*={0,2}\\s*$' },
    from: {
      type: 'object',
      properties: {
        call: { type: 'string', maxLength: 200 },
        token: { type: 'string', maxLength: 400 },
        with: { type: 'object' },
        mark: { type: 'string', maxLength: 200 },
      },
      required: ['call', 'token', 'with'],
      additionalProperties: false,
    },
  },
  additionalProperties: false,
} as const;

/** Declares an input that takes a file. */
export function fileInput(label: string, help: string, options?: { readonly required?: boolean }): ActionInput {
  return { label, help, schema: FILE_VALUE_SCHEMA, required: options?.required ?? true, isFile: true };
}

/** @throws TypeError when the input is no file, which the check of the inputs rules out */
export function fileIn(inputs: ActionInputs, name: string): ActionFile {
  const value = inputs[name];
  if (value instanceof ActionFile) return value;
  throw new TypeError(`The input "${name}" is no file.`);
}
