import { Ajv } from 'ajv';
import { Ajv2019 } from 'ajv/dist/2019.js';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import { default as addFormats } from 'ajv-formats';
import { escapePointer } from './expression.js';
import { LinearPatterns, PatternOverrun, PatternRefused } from './linear-pattern.js';
import { counted, partsOf, ValidationOverrun, ValidationWork } from './validation-work.js';

type Dialect = typeof Ajv | typeof Ajv2019 | typeof Ajv2020;

interface Validator {
  readonly validate: ValidateFunction;
  readonly patterns: LinearPatterns;
  readonly work: ValidationWork;
}

/** What was compiled hangs on the schema object and goes with the definition. */
const compiled = new WeakMap<object, Validator>();

/** A schema is compiled in a time that grows by the square of its parts: so many take about a second. */
const MOST_PARTS = 2_000;

/** Say of a schema whether it is one; each takes longer to make than most schemas do. */
const judges = new Map<Dialect, Ajv>();

/** The regular expression of ajv-formats for `url` takes time by the square of the text. */
const LONGEST_URL = 2_048;

/** What is wrong with a JSON Schema, and at which pointer within it; undefined when it can be used. */
export function schemaComplaint(schema: unknown): { readonly at: string; readonly reason: string } | undefined {
  if (!dialectOf(schema)) return { at: '/$schema', reason: 'only the drafts 6, 7, 2019-09 and 2020-12 are supported' };
  if (partsOf(counted(schema)) > MOST_PARTS) return { at: '', reason: `a schema has at most ${MOST_PARTS} parts` };
  try {
    validatorOf(schema);
    return undefined;
  } catch (error) {
    const at = error instanceof PatternRefused ? placeOf(error.source, schema) : undefined;
    if (error instanceof Ajv2020.MissingRefError) {
      return { at: '', reason: `a schema is complete in itself, and this one refers to ${error.missingRef}` };
    }
    return { at: at ?? '', reason: error instanceof Error ? error.message : 'is no JSON Schema' };
  }
}

/** Where and how a value breaks a schema; undefined when it keeps it. */
export function violation(schema: unknown, value: unknown): string | undefined {
  try {
    const { validate, patterns, work } = validatorOf(schema);
    patterns.startOver();
    work.startOver();
    if (validate(value)) return undefined;
    return (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath || '/'} ${message}`).join('; ');
  } catch (error) {
    // A text too long for its pattern, or a definition published when its pattern was still taken.
    const isOverrun = error instanceof PatternOverrun || error instanceof ValidationOverrun;
    if (isOverrun || error instanceof PatternRefused) return `/ ${error.message}`;
    // References that lead to themselves, or a value as deep as one that does not come to an end.
    if (error instanceof RangeError) return '/ cannot be checked: the schema or the value is nested without end';
    throw error;
  }
}

function validatorOf(schema: unknown): Validator {
  if (typeof schema !== 'object' || schema === null) throw new TypeError('a JSON Schema is an object');
  const known = compiled.get(schema);
  if (known) return known;
  const patterns = new LinearPatterns();
  const work = new ValidationWork();
  const Dialect = dialectOf(schema) ?? Ajv2020;
  const { $schema: _dialect, ...body } = schema as { $schema?: unknown };
  // Throws at once: none of the drafts is asynchronous.
  void judgeOf(Dialect).validateSchema(body, true);
  // What is referred to stands once in the validator, however often that is.
  const options = { strict: false, logger: false, inlineRefs: false, validateSchema: false } as const;
  const meta = JSON.stringify(body).includes('json-schema.org');
  // Ajv makes its code shorter in a time that grows by the square of it.
  const ajv = new Dialect({ ...options, meta, code: { regExp: patterns.engine, optimize: false } });
  addFormats.default(ajv);
  ajv.addKeyword(work.keyword);
  const { url } = ajv.formats;
  ajv.addFormat('url', (text) => text.length <= LONGEST_URL && url instanceof RegExp && url.test(text));
  const validator = { validate: ajv.compile(counted(body) as object), patterns, work };
  compiled.set(schema, validator);
  return validator;
}

function judgeOf(dialect: Dialect): Ajv {
  const known = judges.get(dialect);
  if (known) return known;
  const judge = new dialect({ strict: false, logger: false });
  addFormats.default(judge);
  judges.set(dialect, judge);
  return judge;
}

/** What understands the draft that a schema is of; undefined for one that nobody here does. */
function dialectOf(schema: unknown): Dialect | undefined {
  const dialect = typeof schema === 'object' && schema !== null && '$schema' in schema ? String(schema.$schema) : '';
  if (dialect === '' || dialect.includes('/2020-12/')) return Ajv2020;
  if (dialect.includes('/2019-09/')) return Ajv2019;
  return /\/draft-0[67]\//.test(dialect) ? Ajv : undefined;
}

/** The pointer of the first place where a pattern stands. */
function placeOf(source: string, schema: unknown): string | undefined {
  if (typeof schema !== 'object' || schema === null) return undefined;
  for (const [key, inner] of Object.entries(schema)) {
    const at = `/${escapePointer(key)}`;
    if (key === 'pattern' && inner === source) return at;
    const isNamed = key === 'patternProperties' && typeof inner === 'object' && inner !== null;
    if (isNamed && Object.hasOwn(inner, source)) return `${at}/${escapePointer(source)}`;
    const below = placeOf(source, inner);
    if (below !== undefined) return at + below;
  }
  return undefined;
}
