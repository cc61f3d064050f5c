import type { EntityManager, EntityTarget, FindOptionsWhere, ObjectLiteral } from 'typeorm';

/**
 * Reads a row that the transaction is about to change, so that nobody changes it in between. PostgreSQL locks the row;
 * on SQLite the write queue lets one transaction run at a time.
 */
export function lockRow<T extends ObjectLiteral>(
  manager: EntityManager,
  entity: EntityTarget<T>,
  where: FindOptionsWhere<T>,
): Promise<T | null> {
  const isPostgres = manager.connection.options.type === 'postgres';
  return manager.findOne(entity, { where, ...(isPostgres && { lock: { mode: 'pessimistic_write' as const } }) });
}
