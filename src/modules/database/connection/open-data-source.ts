import { DataSource, type DataSourceOptions } from 'typeorm';
import { databaseNotReached } from '../database.errors.js';

/** Any fixed number: replicas that start together migrate one after the other. */
const MIGRATION_LOCK = 7_016_305;

/** Connects and migrates. */
export async function openDataSource(options: DataSourceOptions): Promise<DataSource> {
  const source = await connect(options);
  if (options.type === 'postgres') await migrateOneByOne(source);
  else await source.runMigrations({ transaction: 'each' });
  return source;
}

async function connect(options: DataSourceOptions): Promise<DataSource> {
  try {
    return await new DataSource(options).initialize();
  } catch (error) {
    if (options.type !== 'postgres') throw error;
    throw databaseNotReached(reasonOf(error), error);
  }
}

/** A host with several addresses fails with one error for each; together they have no message. */
function reasonOf(error: unknown): string {
  const first = error instanceof AggregateError ? error.errors[0] : error;
  return first instanceof Error ? first.message : String(first);
}

async function migrateOneByOne(source: DataSource): Promise<void> {
  const session = source.createQueryRunner();
  await session.query('SELECT pg_advisory_lock($1)', [MIGRATION_LOCK]);
  try {
    await source.runMigrations({ transaction: 'each' });
  } finally {
    await session.query('SELECT pg_advisory_unlock($1)', [MIGRATION_LOCK]);
    await session.release();
  }
}
