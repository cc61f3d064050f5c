import type { Lookup, LookupDeclaration, LookupParameter } from '../lookup-queries.js';
import type { JsonSchema } from './reading-action.js';

/** A parameter as it is typed; everything is text until it is sent. */
export interface ParameterValues {
  /** Of this row, for React. */
  readonly key: string;
  readonly name: string;
  readonly type: LookupParameter['type'];
  readonly required: boolean;
  readonly description: string;
  readonly default: string;
  /** Empty for one that stands as `:name` in a text. */
  readonly input: string;
  readonly member: string;
}

export interface LookupValues {
  readonly name: string;
  readonly description: string;
  readonly token: string;
  readonly connector: string;
  readonly action: string;
  /** By input, as typed; empty ones are not sent. */
  readonly fixed: Readonly<Record<string, string>>;
  readonly parameters: readonly ParameterValues[];
  readonly isList: boolean;
  readonly items: string;
  readonly value: string;
  readonly label: string;
  /** `name = path`, line by line. */
  readonly columns: string;
  readonly pageSize: string;
}

/** What each part of the form gets. */
export interface PartProps {
  readonly values: LookupValues;
  readonly onChange: (change: Partial<LookupValues>) => void;
}

export const NOTHING: LookupValues = {
  ...{ name: '', description: '', token: '', connector: '', action: '', fixed: {}, parameters: [] },
  ...{ isList: true, items: '', value: '', label: '', columns: '', pageSize: '' },
};

let rows = 0;

export function newParameter(input = ''): ParameterValues {
  rows += 1;
  const empty = { name: '', description: '', default: '', member: '' };
  return { key: `row ${rows}`, type: 'text', required: true, input, ...empty };
}

export function valuesOf({ action, choices, ...lookup }: Lookup): LookupValues {
  const { name, description = '', token, fixed, parameters } = lookup;
  const [connector = '', key = ''] = action.split('.');
  const { items = '', value = '', label = '', columns = {}, pageSize = '' } = choices ?? {};
  return {
    ...{ name, description, token, connector, action: key },
    fixed: Object.fromEntries(Object.entries(fixed).map(([input, given]) => [input, textOf(given)])),
    parameters: parameters.map((parameter) => ({
      ...newParameter(),
      ...parameter,
      default: parameter.default === undefined ? '' : linesOf(parameter.default),
    })),
    isList: choices !== undefined,
    ...{ items, value, label, pageSize: String(pageSize) },
    columns: Object.entries(columns)
      .map(([column, path]) => `${column} = ${path}`)
      .join('\n'),
  };
}

/** The declaration, by the inputs of the action; undefined while something that was typed is no JSON. */
export function declarationOf(values: LookupValues, inputs: JsonSchema): LookupDeclaration | undefined {
  const fixed: Record<string, unknown> = {};
  for (const [name, schema] of fixableInputs(inputs, values)) {
    const read = givenIn(schema, values.fixed[name] ?? '');
    if (read === 'no JSON') return undefined;
    if (read !== undefined) fixed[name] = read.value;
  }
  const { description, token, connector, action, parameters } = values;
  return {
    ...(description === '' ? {} : { description }),
    action: `${connector}.${action}`,
    token,
    fixed,
    parameters: parameters.map(parameterOf),
    ...(values.isList ? { choices: choicesOf(values) } : {}),
  };
}

/** What may be fixed: no files, and nothing that a form gives whole. */
export function fixableInputs({ properties = {} }: JsonSchema, { parameters }: Pick<LookupValues, 'parameters'>) {
  const isGiven = (name: string) => parameters.some(({ input, member }) => input === name && member === '');
  return Object.entries(properties).filter(([name, schema]) => !schema['x-file'] && !isGiven(name));
}

/** How an input is typed: as it is, or as JSON. */
export function isPlainText({ type }: JsonSchema): boolean {
  return type === 'string';
}

/** What was typed for an input; undefined for nothing. */
export function givenIn(schema: JsonSchema, text: string): { readonly value: unknown } | 'no JSON' | undefined {
  if (text.trim() === '') return undefined;
  if (isPlainText(schema)) return { value: text };
  try {
    return { value: JSON.parse(text) };
  } catch {
    return 'no JSON';
  }
}

/** What was typed for a parameter, in its type; what does not fit is sent as text, and the server says why it is wrong. */
export function typedValue(type: LookupParameter['type'], text: string): unknown {
  if (type === 'number' || type === 'integer') return Number.isNaN(Number(text)) ? text : Number(text);
  if (type === 'boolean') return text === 'true';
  return type === 'texts' ? text.split('\n').filter((line) => line !== '') : text;
}

function parameterOf({ name, type, required, ...typed }: ParameterValues): LookupParameter {
  const { description, input, member, default: preset } = typed;
  const isPreset = !required && (preset !== '' || (type === 'text' && input === ''));
  return {
    // The description of the API calls any JSON value an object.
    ...{ name, type, required },
    ...(description === '' ? {} : { description }),
    ...(input === '' ? {} : { input }),
    ...(input === '' || member === '' ? {} : { member }),
    ...(isPreset ? { default: typedValue(type, preset) as Record<string, never> } : {}),
  };
}

function choicesOf({
  items,
  value,
  label,
  columns,
  pageSize,
}: LookupValues): NonNullable<LookupDeclaration['choices']> {
  const pairs = columns.split('\n').flatMap((line) => {
    const [name = '', path = ''] = line.split('=').map((part) => part.trim());
    return name === '' ? [] : [[name, path] as const];
  });
  return {
    value,
    ...(items === '' ? {} : { items }),
    ...(label === '' ? {} : { label }),
    ...(pairs.length === 0 ? {} : { columns: Object.fromEntries(pairs) }),
    ...(pageSize === '' ? {} : { pageSize: Number(pageSize) }),
  };
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value, undefined, 2);
}

function linesOf(value: unknown): string {
  return Array.isArray(value) ? value.join('\n') : String(value);
}
