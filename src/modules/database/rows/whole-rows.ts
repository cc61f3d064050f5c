import type { ObjectLiteral, SelectQueryBuilder } from 'typeorm';
import { statementOnce } from './prepared-statement.js';
import type { RowFormat } from './row-format.js';

/** The entities that a query over whole rows finds, without what TypeORM does to make entities of rows. */
export async function wholeRows<T extends ObjectLiteral>(
  query: SelectQueryBuilder<T>,
  format: RowFormat<T>,
): Promise<T[]> {
  const { manager } = query.connection;
  if (manager.dataSource.options.type === 'postgres') {
    const rows = await query.getRawMany<Record<string, unknown>>();
    return rows.map((row) => format.fromRow(row));
  }
  const [sql, parameters] = query.getQueryAndParameters();
  const { statement, columns } = statementOnce(manager, sql);
  return statement.all(...parameters).map(format.reader(columns));
}
