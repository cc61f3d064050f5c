import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import { default as addFormats } from 'ajv-formats';

// One validator for all definitions; what it compiled hangs on the schema object and goes with the definition.
const compiled = new WeakMap<object, ValidateFunction>();

/** What is wrong with a JSON Schema; undefined when it can be used. */
export function schemaComplaint(schema: unknown): string | undefined {
  try {
    validatorOf(schema);
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : 'is no JSON Schema';
  }
}

/** Where and how a value breaks a schema; undefined when it keeps it. */
export function violation(schema: unknown, value: unknown): string | undefined {
  const validate = validatorOf(schema);
  if (validate(value)) return undefined;
  return (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath || '/'} ${message}`).join('; ');
}

function validatorOf(schema: unknown): ValidateFunction {
  if (typeof schema !== 'object' || schema === null) throw new TypeError('a JSON Schema is an object');
  const known = compiled.get(schema);
  if (known) return known;
  const ajv = new Ajv2020({ strict: false, logger: false });
  addFormats.default(ajv);
  const { $schema: _dialect, ...body } = schema as { $schema?: unknown };
  const validate = ajv.compile(body);
  compiled.set(schema, validate);
  return validate;
}
