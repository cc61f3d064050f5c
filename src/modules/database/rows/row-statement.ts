import type { Database } from '../database.js';
import type { ColumnType } from './row-format.js';

/**
 * A table `v` inside a statement, read from one JSON parameter: many rows cost one statement and one round trip.
 * The parameter is the statement's first and only one. https://www.postgresql.org/docs/current/functions-json.html,
 * https://www.sqlite.org/json1.html
 */
export function jsonTable(engine: Database['engine'], columns: Readonly<Record<string, ColumnType>>): string {
  const all = Object.entries(columns);
  if (engine === 'postgres') {
    return `json_to_recordset($1::json) AS v(${all.map(([name, type]) => `"${name}" ${type}`).join(', ')})`;
  }
  return `(SELECT ${all.map(([name]) => `value ->> '${name}' AS "${name}"`).join(', ')} FROM json_each(?)) AS v`;
}

/**
 * The database's time as instants are stored, plus so many milliseconds: PostgreSQL's own clock, on SQLite the column
 * `now` of the JSON table, because there our clock is the one that counts.
 */
export function storedNow(engine: Database['engine'], plusMs = 0): string {
  if (engine === 'sqlite') return 'v."now"';
  const plus = plusMs === 0 ? '' : ` + interval '${Math.round(plusMs)} milliseconds'`;
  return `to_char((clock_timestamp()${plus}) AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;
}
