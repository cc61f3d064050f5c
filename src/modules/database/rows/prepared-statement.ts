import type { Database as SqliteDatabase, Statement } from 'better-sqlite3';
import type { EntityManager } from 'typeorm';

/** A row as the list of its values: an object for each row, name by name, costs more than most statements do. */
type Values = readonly unknown[];

export interface Prepared {
  readonly statement: Statement<unknown[], Values>;
  /** The names of what it returns, in order; none when it returns nothing. */
  readonly columns: readonly string[];
}

const prepared = new WeakMap<SqliteDatabase, Map<string, Prepared>>();

/**
 * A statement on the connection to SQLite that a manager uses, prepared once. TypeORM's own road from a statement to
 * the driver takes longer than most of these statements do. Only for texts of which there are few.
 */
export function preparedStatement(manager: EntityManager, sql: string): Prepared {
  const connection = connectionOf(manager);
  const statements = prepared.get(connection) ?? new Map<string, Prepared>();
  prepared.set(connection, statements);
  const known = statements.get(sql);
  if (known) return known;
  const fresh = prepare(connection, sql);
  statements.set(sql, fresh);
  return fresh;
}

/** As `preparedStatement`, for a text that does not come again. */
export function statementOnce(manager: EntityManager, sql: string): Prepared {
  return prepare(connectionOf(manager), sql);
}

function connectionOf({ dataSource: { driver } }: EntityManager): SqliteDatabase {
  if (!('databaseConnection' in driver)) throw new Error('This is no connection to SQLite');
  return driver.databaseConnection as SqliteDatabase;
}

function prepare(connection: SqliteDatabase, sql: string): Prepared {
  const statement = connection.prepare<unknown[], Values>(sql);
  if (!statement.reader) return { statement, columns: [] };
  return { statement: statement.raw(), columns: statement.columns().map(({ name }) => name) };
}
