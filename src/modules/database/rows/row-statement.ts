import type { EntityManager, ObjectLiteral } from 'typeorm';
import type { Database } from '../database.js';
import { preparedStatement } from './prepared-statement.js';
import type { ColumnType, RowFormat, StoredValue } from './row-format.js';

type Row = Readonly<Record<string, unknown>>;
/** The values of one row of `v`, in the order of its columns. */
export type RowValues = readonly StoredValue[];

/** A statement over a table `v` of rows that come from outside, with the columns of `v` in their order. */
export interface RowStatement {
  readonly sql: string;
  readonly names: readonly string[];
  /** On SQLite, where a statement names its values itself: which of a row's values each parameter is. */
  readonly places?: readonly number[];
}

/**
 * On PostgreSQL many rows are one statement and one round trip: `v` is read from one JSON parameter. On SQLite, where a
 * call costs less than reading JSON, the statement runs once for each row with its values bound.
 * https://www.postgresql.org/docs/current/functions-json.html
 *
 * @param write makes the statement around `v`
 */
export function rowStatement(
  engine: Database['engine'],
  columns: Readonly<Record<string, ColumnType>>,
  write: (table: string) => string,
): RowStatement {
  const names = Object.keys(columns);
  const typed = Object.entries(columns).map(([name, type]) => `"${name}" ${type}`);
  const table =
    engine === 'postgres'
      ? `json_to_recordset($1::json) AS v(${typed.join(', ')})`
      : `(SELECT ${names.map((name) => `? AS "${name}"`).join(', ')}) AS v`;
  return { sql: write(table), names };
}

/**
 * As `rowStatement`, for an UPDATE whose values stand in place on SQLite: UPDATE FROM fills a table with its
 * rows before it changes any, which for one row is most of its price.
 *
 * @param write makes the statement; `from` stands where PostgreSQL needs a FROM
 */
export function rowChange(
  engine: Database['engine'],
  columns: Readonly<Record<string, ColumnType>>,
  write: (from: string) => string,
): RowStatement {
  if (engine === 'postgres') return rowStatement(engine, columns, (table) => write(`FROM ${table}`));
  const names = Object.keys(columns);
  const places: number[] = [];
  const sql = write('').replace(/\bv\."(\w+)"/g, (_text, name: string) => {
    places.push(names.indexOf(name));
    return '?';
  });
  return { sql, names, places };
}

/** Runs the statement for these rows; what it returns. */
export function runForRows(manager: EntityManager, statement: RowStatement, rows: readonly Row[]): Promise<Row[]> {
  const lists = rows.map((row) => statement.names.map((name) => (row[name] ?? null) as StoredValue));
  return runForValues(manager, statement, lists);
}

/** As `runForRows`, for rows as lists of values. */
export async function runForValues(
  manager: EntityManager,
  statement: RowStatement,
  lists: readonly RowValues[],
): Promise<Row[]> {
  if (isPostgres(manager)) return askPostgres(manager, statement, lists);
  const { columns, returned } = askSqlite(manager, statement, lists);
  return returned.map((values) => Object.fromEntries(columns.map((name, index) => [name, values[index]])));
}

/**
 * As `runForValues`, for a change of the one row that each list names: the keys of those that it found. On PostgreSQL
 * the statement returns them as `key`. @param keyAt where the key stands in a list
 */
export async function keysChanged(
  manager: EntityManager,
  { statement, keyAt }: { readonly statement: RowStatement; readonly keyAt: number },
  lists: readonly RowValues[],
): Promise<string[]> {
  if (isPostgres(manager)) return (await askPostgres(manager, statement, lists)).map(({ key }) => String(key));
  const { statement: prepared } = preparedStatement(manager, statement.sql);
  const found = lists.filter((list) => prepared.run(...boundTo(statement, list)).changes > 0);
  return found.map((list) => String(list[keyAt]));
}

/** As `runForValues`, for a statement that returns rows of this format. */
export async function entitiesFor<T extends ObjectLiteral>(
  manager: EntityManager,
  { statement, format }: { readonly statement: RowStatement; readonly format: RowFormat<T> },
  lists: readonly RowValues[],
): Promise<T[]> {
  if (isPostgres(manager)) return (await askPostgres(manager, statement, lists)).map((row) => format.fromRow(row));
  const { columns, returned } = askSqlite(manager, statement, lists);
  return returned.map(format.reader(columns));
}

function isPostgres({ dataSource }: EntityManager): boolean {
  return dataSource.options.type === 'postgres';
}

function askSqlite(manager: EntityManager, wanted: RowStatement, lists: readonly RowValues[]) {
  const { statement, columns } = preparedStatement(manager, wanted.sql);
  const returned: (readonly unknown[])[] = [];
  for (const list of lists) {
    const values = boundTo(wanted, list);
    if (columns.length === 0) statement.run(...values);
    else for (const row of statement.all(...values)) returned.push(row);
  }
  return { columns, returned };
}

function boundTo({ places }: RowStatement, list: RowValues): readonly unknown[] {
  return places === undefined ? list : places.map((place) => list[place]);
}

async function askPostgres(
  manager: EntityManager,
  { sql, names }: RowStatement,
  lists: readonly RowValues[],
): Promise<Row[]> {
  const rows = lists.map((values) => Object.fromEntries(names.map((name, index) => [name, values[index]])));
  return [...rowsIn(await manager.query(sql, [JSON.stringify(rows)]))];
}

/** For UPDATE and DELETE on PostgreSQL TypeORM answers with the rows and their number. */
function rowsIn(result: unknown): readonly Row[] {
  if (!Array.isArray(result)) return [];
  const [rows, count] = result;
  return Array.isArray(rows) && typeof count === 'number' ? rows : result;
}

/**
 * The database's time as instants are stored, plus so many milliseconds: PostgreSQL's own clock, on SQLite the column
 * `now` of `v`, because there our clock is the one that counts.
 */
export function storedNow(engine: Database['engine'], plusMs = 0): string {
  if (engine === 'sqlite') return 'v."now"';
  const plus = plusMs === 0 ? '' : ` + interval '${Math.round(plusMs)} milliseconds'`;
  return `to_char((clock_timestamp()${plus}) AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;
}
