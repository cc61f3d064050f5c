import { asRecord, type Call } from '../../stage/call.js';
import { refuseGraph } from '../wording.js';
import type { Column, SiteList } from './site-store.js';

const FITS: Readonly<Record<Column['type'], (value: unknown, column: Column) => boolean>> = {
  text: (value) => typeof value === 'string',
  number: (value) => typeof value === 'number',
  boolean: (value) => typeof value === 'boolean',
  choice: (value, { choices = [] }) => typeof value === 'string' && choices.includes(value),
  dateTime: (value) => typeof value === 'string' && !Number.isNaN(Date.parse(value)),
};

/** The values of columns that exist, may be written and have the right type; `null` empties one. */
export function checkFields(call: Call, { columns }: SiteList, body: unknown): Record<string, unknown> {
  const fields = asRecord(body);
  if (fields === undefined) throw refuseGraph(call, 'invalidRequest', 'The fields must be an object.');
  for (const [name, value] of Object.entries(fields)) {
    const column = columns.find((each) => each.name === name);
    if (column === undefined) throw refuseGraph(call, 'invalidRequest', `Field '${name}' is not recognized`);
    if (column.readOnly === true) throw refuseGraph(call, 'invalidRequest', `Field '${name}' is read-only`);
    if (value !== null && !FITS[column.type](value, column)) {
      throw refuseGraph(call, 'invalidRequest', `The value of field '${name}' is not valid`);
    }
  }
  return fields;
}
