import { DataSource, type DataSourceOptions } from 'typeorm';

/** Any fixed number: replicas that start together migrate one after the other. */
const MIGRATION_LOCK = 7_016_305;

/** Connects and migrates. */
export async function openDataSource(options: DataSourceOptions): Promise<DataSource> {
  const source = await new DataSource(options).initialize();
  if (options.type === 'postgres') await migrateOneByOne(source);
  else await source.runMigrations({ transaction: 'each' });
  return source;
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
