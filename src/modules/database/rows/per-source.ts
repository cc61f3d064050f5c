import type { DataSource, EntityManager, ObjectLiteral } from 'typeorm';
import { type ColumnType, RowFormat } from './row-format.js';
import { type RowStatement, rowStatement } from './row-statement.js';

/** A statement for whichever database a manager belongs to, written once for each. @param write as of `rowStatement` */
export function statementOf(
  columns: Readonly<Record<string, ColumnType>>,
  write: (table: string) => string,
): (manager: EntityManager) => RowStatement {
  return perSource(({ options }) => rowStatement(options.type === 'postgres' ? 'postgres' : 'sqlite', columns, write));
}

/** How an entity stands in the rows of whichever database a manager belongs to. */
export function formatOf<T extends ObjectLiteral>(entity: new () => T): (manager: EntityManager) => RowFormat<T> {
  return perSource((source) => new RowFormat(source, entity));
}

function perSource<T>(make: (source: DataSource) => T): (manager: EntityManager) => T {
  const made = new WeakMap<DataSource, T>();
  return ({ dataSource }) => {
    const known = made.get(dataSource);
    if (known !== undefined) return known;
    const fresh = make(dataSource);
    made.set(dataSource, fresh);
    return fresh;
  };
}
