import { connectorTexts } from '../../../texts/connectors.js';
import type { JsonSchema } from './action.js';

const texts = connectorTexts.actions;

/** Parts within parts are shown so deep; the whole schema stands below. */
const DEEPEST = 3;

/** A named part of what goes in or comes out. */
export interface SchemaRow {
  readonly name: string;
  readonly type: string;
  readonly meaning: string;
}

export function inputRows(inputs: JsonSchema): readonly SchemaRow[] {
  return Object.entries(inputs.properties ?? {}).map(([name, schema]) => ({
    name,
    type: schema['x-file'] ? texts.types.file : typeOf(schema),
    meaning: [
      schema.title && `${schema.title}.`,
      schema.description,
      schema.default !== undefined && texts.preset(JSON.stringify(schema.default)),
      schema['x-choices'] ? texts.choices : undefined,
      !inputs.required?.includes(name) && texts.optional,
    ]
      .filter(Boolean)
      .join(' '),
  }));
}

/** One row for each part, `items[].name` for parts of the members of a list. */
export function outputRows(schema: JsonSchema, path = '', depth = 1): readonly SchemaRow[] {
  if (schema.type === 'array') return schema.items ? outputRows(schema.items, `${path}[]`, depth) : [];
  if (depth > DEEPEST) return [];
  return Object.entries(schema.properties ?? {}).flatMap(([key, part]) => {
    const name = path === '' ? key : `${path}.${key}`;
    const row = { name, type: typeOf(part), meaning: part.description ?? part.title ?? '' };
    return [row, ...outputRows(part, name, depth + 1)];
  });
}

/** The type in words, its only values where it has few. */
export function typeOf({ type, enum: values, const: only, anyOf, oneOf, items }: JsonSchema): string {
  const { or, anything, list } = texts.types;
  if (values) return values.map((value) => JSON.stringify(value)).join(or);
  if (only !== undefined) return JSON.stringify(only);
  const kinds = anyOf ?? oneOf;
  if (kinds) return [...new Set(kinds.map(typeOf))].join(or);
  if (type === 'array' && items?.type) return list(typeOf(items));
  return [type ?? anything].flat().join(or);
}
