import type { EntityManager } from 'typeorm';

type Row = Readonly<Record<string, unknown>>;

/** Runs a statement over a JSON table; the rows that it returns, on both databases. */
export async function returnedRows(manager: EntityManager, sql: string, table: readonly object[]): Promise<Row[]> {
  const result: unknown = await manager.query(sql, [JSON.stringify(table)]);
  if (!Array.isArray(result)) return [];
  // For UPDATE and DELETE on PostgreSQL TypeORM answers with the rows and their number.
  const [rows, count] = result;
  return Array.isArray(rows) && typeof count === 'number' ? rows : result;
}
