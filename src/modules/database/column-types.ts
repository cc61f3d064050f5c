import type { ColumnOptions, ValueTransformer } from 'typeorm';

/** Instants as ISO 8601 text in UTC with milliseconds: the same on both databases, legible, and sorted as text. */
export function instantColumn(options: ColumnOptions = {}): ColumnOptions {
  return { ...options, type: 'varchar', length: 24, transformer: instantTransformer };
}

/** JSON as text: the same value back on both databases. */
export function jsonColumn(options: ColumnOptions = {}): ColumnOptions {
  return { ...options, type: 'simple-json' };
}

const instantTransformer: ValueTransformer = {
  to: (value: unknown) => (value instanceof Date ? value.toISOString() : value),
  from: (value: unknown) => (typeof value === 'string' ? new Date(value) : value),
};
