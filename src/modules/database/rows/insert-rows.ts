import type { EntityManager, ObjectLiteral } from 'typeorm';
import type { ColumnType, RowFormat } from './row-format.js';
import { rowStatement, runForRows } from './row-statement.js';

/** Inserts whole entities by a statement that is always the same, whatever their number and values. */
export async function insertRows<T extends ObjectLiteral>(
  manager: EntityManager,
  format: RowFormat<T>,
  entities: readonly T[],
): Promise<void> {
  const { names } = format;
  const engine = manager.dataSource.options.type === 'postgres' ? 'postgres' : 'sqlite';
  const columns = Object.fromEntries(names.map((name): [string, ColumnType] => [name, format.typeOf(name)]));
  const quoted = names.map((name) => `"${name}"`).join(', ');
  const values = names.map((name) => `v."${name}"`).join(', ');
  const statement = rowStatement(
    engine,
    columns,
    (table) => `INSERT INTO ${format.table} (${quoted}) SELECT ${values} FROM ${table}`,
  );
  await runForRows(
    manager,
    statement,
    entities.map((entity) => format.toColumns(entity)),
  );
}
