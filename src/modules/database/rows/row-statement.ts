import type { EntityManager } from 'typeorm';
import type { Database } from '../database.js';
import { preparedStatement } from './prepared-statement.js';
import type { ColumnType } from './row-format.js';

type Row = Readonly<Record<string, unknown>>;

/** A statement over a table `v` of rows that come from outside, with the columns of `v` in their order. */
export interface RowStatement {
  readonly sql: string;
  readonly names: readonly string[];
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

/** Runs the statement for these rows; what it returns. */
export async function runForRows(
  manager: EntityManager,
  { sql, names }: RowStatement,
  rows: readonly Row[],
): Promise<Row[]> {
  if (manager.dataSource.options.type === 'postgres')
    return [...rowsIn(await manager.query(sql, [JSON.stringify(rows)]))];
  const statement = preparedStatement(manager, sql);
  const returned: Row[] = [];
  for (const row of rows) {
    const values = names.map((name) => row[name] ?? null);
    if (statement.reader) returned.push(...statement.all(...values));
    else statement.run(...values);
  }
  return returned;
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
