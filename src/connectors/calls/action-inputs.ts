import { Ajv, type ErrorObject, type ValidateFunction } from 'ajv';
import type { Action, ActionInputs } from '../contract/action.js';
import { definedOnly } from '../contract/defined-only.js';
import { inputsInvalid } from './calls.errors.js';

const ajv = new Ajv({ allErrors: true, useDefaults: true, strict: true });
const compiled = new WeakMap<Action, ValidateFunction>();

/** The inputs of an action as one JSON Schema. */
export function inputSchemaOf(action: Action): Readonly<Record<string, unknown>> {
  const inputs = Object.entries(action.inputs);
  const properties = inputs.map(([name, { label, help, schema, default: preset }]) => [
    name,
    { ...definedOnly({ title: label, description: help, default: preset }), ...schema },
  ]);
  return {
    type: 'object',
    properties: Object.fromEntries(properties),
    required: inputs.filter(([, { required }]) => required).map(([name]) => name),
    additionalProperties: false,
  };
}

/** A checked copy with the defaults filled in. @throws BrokerError `inputs-invalid` with every problem */
export function checkInputs(call: string, action: Action, inputs: ActionInputs): ActionInputs {
  const validate = compiled.get(action) ?? ajv.compile(inputSchemaOf(action));
  compiled.set(action, validate);
  const copy: Record<string, unknown> = structuredClone(inputs);
  if (!validate(copy)) throw inputsInvalid(call, (validate.errors ?? []).map(problemOf));
  return copy;
}

function problemOf({ instancePath, params, message = 'is not right' }: ErrorObject): { path: string; message: string } {
  const extra = typeof params.additionalProperty === 'string' ? `/${params.additionalProperty.slice(0, 100)}` : '';
  return { path: `inputs${instancePath}${extra}`, message: extra === '' ? message : 'is not an input' };
}
