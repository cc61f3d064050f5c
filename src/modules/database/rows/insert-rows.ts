import type { EntityManager, ObjectLiteral } from 'typeorm';
import type { ColumnType, RowFormat } from './row-format.js';
import { type RowStatement, rowStatement, runForValues } from './row-statement.js';

/** What becomes of a row that stands already: one with the same key. */
export interface Standing {
  readonly key: readonly string[];
  /** The columns that take the new value; the others stay as they are. */
  readonly takes: readonly string[];
}

/** A row that stands already is an error. */
const REFUSED: Standing = { key: [], takes: [] };
const insertions = new WeakMap<Standing, WeakMap<object, RowStatement>>();

/** Inserts whole entities by a statement that is always the same, whatever their number and values. */
export function insertRows<T extends ObjectLiteral>(
  manager: EntityManager,
  format: RowFormat<T>,
  entities: readonly T[],
): Promise<void> {
  return keepRows(manager, { format, standing: REFUSED }, entities);
}

/** As `insertRows`, where some may stand already. On PostgreSQL each key may come once. */
export async function keepRows<T extends ObjectLiteral>(
  manager: EntityManager,
  { format, standing }: { readonly format: RowFormat<T>; readonly standing: Standing },
  entities: readonly T[],
): Promise<void> {
  const known = insertions.get(standing) ?? new WeakMap<object, RowStatement>();
  const statement = known.get(format) ?? insertionOf(manager, format, standing);
  insertions.set(standing, known.set(format, statement));
  await runForValues(
    manager,
    statement,
    entities.map((entity) => format.valuesOf(entity)),
  );
}

function insertionOf<T extends ObjectLiteral>(
  { dataSource }: EntityManager,
  format: RowFormat<T>,
  standing: Standing,
): RowStatement {
  const { names } = format;
  const engine = dataSource.options.type === 'postgres' ? 'postgres' : 'sqlite';
  const columns = Object.fromEntries(names.map((name): [string, ColumnType] => [name, format.typeOf(name)]));
  const values = names.map((name) => `v."${name}"`).join(', ');
  // SQLite takes ON for a part of the join without the condition. https://www.sqlite.org/lang_upsert.html
  return rowStatement(
    engine,
    columns,
    (table) =>
      `INSERT INTO ${format.table} (${quoted(names)}) SELECT ${values} FROM ${table} WHERE true${onConflict(standing)}`,
  );
}

function onConflict({ key, takes }: Standing): string {
  if (key.length === 0) return '';
  const taken = takes.map((name) => `"${name}" = excluded."${name}"`).join(', ');
  return ` ON CONFLICT (${quoted(key)}) DO ${taken === '' ? 'NOTHING' : `UPDATE SET ${taken}`}`;
}

function quoted(names: readonly string[]): string {
  return names.map((name) => `"${name}"`).join(', ');
}
