import type { EntityManager, ObjectLiteral } from 'typeorm';
import type { ColumnType, RowFormat } from './row-format.js';
import { type RowStatement, rowStatement, runForValues } from './row-statement.js';

const insertions = new WeakMap<object, RowStatement>();

/** Inserts whole entities by a statement that is always the same, whatever their number and values. */
export async function insertRows<T extends ObjectLiteral>(
  manager: EntityManager,
  format: RowFormat<T>,
  entities: readonly T[],
): Promise<void> {
  const statement = insertions.get(format) ?? insertionOf(manager, format);
  insertions.set(format, statement);
  await runForValues(
    manager,
    statement,
    entities.map((entity) => format.valuesOf(entity)),
  );
}

function insertionOf<T extends ObjectLiteral>({ dataSource }: EntityManager, format: RowFormat<T>): RowStatement {
  const { names } = format;
  const engine = dataSource.options.type === 'postgres' ? 'postgres' : 'sqlite';
  const columns = Object.fromEntries(names.map((name): [string, ColumnType] => [name, format.typeOf(name)]));
  const quoted = names.map((name) => `"${name}"`).join(', ');
  const values = names.map((name) => `v."${name}"`).join(', ');
  return rowStatement(
    engine,
    columns,
    (table) => `INSERT INTO ${format.table} (${quoted}) SELECT ${values} FROM ${table}`,
  );
}
