import { Ajv, type ErrorObject, type ValidateFunction } from 'ajv';
import type { Action, ActionInput, ActionInputs } from '../../contract/action.js';
import { definedOnly } from '../../contract/defined-only.js';
import { inputsInvalid } from '../calls.errors.js';

const ajv = new Ajv({ allErrors: true, useDefaults: true, strict: true, allowUnionTypes: true });
// For whoever makes a form of the inputs.
ajv.addVocabulary(['x-choices', 'x-file', 'x-binds']);
const compiled = new WeakMap<Action, ValidateFunction>();

const MAX_PAGES: ActionInput = {
  label: 'All pages up to',
  help: 'How many pages are fetched and joined. The output says whether more remain.',
  schema: { type: 'integer', minimum: 1, maximum: 1000 },
  required: false,
  default: 1,
};

/** The inputs of an action as one JSON Schema. */
export function inputSchemaOf(action: Action): Readonly<Record<string, unknown>> {
  const inputs = Object.entries('pages' in action ? { ...action.inputs, maxPages: MAX_PAGES } : action.inputs);
  return {
    type: 'object',
    properties: Object.fromEntries(inputs.map(([name, input]) => [name, propertyOf(input)])),
    required: inputs.filter(([, { required }]) => required).map(([name]) => name),
    additionalProperties: false,
  };
}

function propertyOf(input: ActionInput): Readonly<Record<string, unknown>> {
  const { label, help, schema, default: preset, choices, isFile, binds } = input;
  return {
    ...definedOnly({
      title: label,
      description: help,
      default: preset,
      'x-choices': choices ? true : undefined,
      'x-file': isFile || undefined,
      'x-binds': binds,
    }),
    ...schema,
  };
}

/** A checked copy with the defaults filled in. @throws BrokerError `inputs-invalid` with every problem */
export function checkInputs(call: string, action: Action, inputs: ActionInputs): ActionInputs {
  const broken = brokenTextIn(inputs, 'inputs');
  if (broken !== undefined) throw inputsInvalid(call, [{ path: broken, message: 'has half of a character' }]);
  const copy: Record<string, unknown> = structuredClone(inputs);
  const errors = errorsIn(action, copy);
  if (errors.length > 0) throw inputsInvalid(call, errors.map(problemOf));
  return copy;
}

/** Inputs of which some have a value only when the call is made. */
export interface PartialInputs {
  readonly known: ActionInputs;
  readonly open: readonly string[];
}

/** Why inputs cannot be right, whatever the open ones will be; undefined when they can. */
export function whyWrong(call: string, action: Action, { known, open }: PartialInputs): string | undefined {
  const counts = ({ keyword, params }: ErrorObject) => keyword !== 'required' || !open.includes(params.missingProperty);
  const names = Object(inputSchemaOf(action).properties);
  const strangers = open.filter((name) => !Object.hasOwn(names, name));
  const problems = [
    ...errorsIn(action, structuredClone(known)).filter(counts).map(problemOf),
    ...strangers.map((name) => ({ path: `inputs/${name.slice(0, 100)}`, message: 'is not an input' })),
  ];
  return problems.length === 0 ? undefined : inputsInvalid(call, problems).message;
}

/** Fills in the defaults. */
function errorsIn(action: Action, inputs: Record<string, unknown>): readonly ErrorObject[] {
  const validate = compiled.get(action) ?? ajv.compile(inputSchemaOf(action));
  compiled.set(action, validate);
  return validate(inputs) ? [] : (validate.errors ?? []);
}

function problemOf({ instancePath, params, message = 'is not right' }: ErrorObject): { path: string; message: string } {
  const extra = typeof params.additionalProperty === 'string' ? `/${params.additionalProperty.slice(0, 100)}` : '';
  return { path: `inputs${instancePath}${extra}`, message: extra === '' ? message : 'is not an input' };
}

/** Where a text has a lone surrogate, which no address and no message can carry. */
function brokenTextIn(value: unknown, path: string): string | undefined {
  if (typeof value === 'string') return /\p{Cs}/u.test(value) ? path : undefined;
  if (typeof value !== 'object' || value === null) return undefined;
  for (const [name, inner] of Object.entries(value)) {
    const found = /\p{Cs}/u.test(name) ? path : brokenTextIn(inner, `${path}/${name}`);
    if (found !== undefined) return found;
  }
  return undefined;
}
