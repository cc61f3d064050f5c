import type { Database as SqliteDriver, Statement } from 'better-sqlite3';
import type { EntityManager } from 'typeorm';

type Row = Readonly<Record<string, unknown>>;
type Prepared = Statement<unknown[], Row>;

const prepared = new WeakMap<SqliteDriver, Map<string, Prepared>>();

/**
 * A statement on the connection to SQLite that a manager uses, prepared once. TypeORM's own road from a statement to
 * the driver takes longer than most of these statements do. Only for texts of which there are few.
 */
export function preparedStatement(manager: EntityManager, sql: string): Prepared {
  const { driver } = manager.dataSource;
  if (!('databaseConnection' in driver)) throw new Error('This is no connection to SQLite');
  const connection = driver.databaseConnection as SqliteDriver;
  const statements = prepared.get(connection) ?? new Map<string, Prepared>();
  prepared.set(connection, statements);
  const known = statements.get(sql);
  if (known) return known;
  const statement = connection.prepare<unknown[], Row>(sql);
  statements.set(sql, statement);
  return statement;
}
