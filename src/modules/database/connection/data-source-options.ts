import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Database as SqliteDatabase } from 'better-sqlite3';
import type { DataSourceOptions } from 'typeorm';
import type { Configuration } from '../../../kernel/configuration.js';
import { SqliteDriver } from '../../../kernel/sqlite-driver.js';
import { MIGRATIONS } from '../migrations.js';

/** What both databases share: migrations only, never a schema guessed from entities. */
const SHARED = { migrations: MIGRATIONS, synchronize: false, migrationsRun: false, logging: false } as const;

export function dataSourceOptions(configuration: Configuration): DataSourceOptions {
  if (configuration.databaseUrl) {
    return {
      ...SHARED,
      type: 'postgres',
      url: configuration.databaseUrl.reveal('to connect to the database'),
      applicationName: 'latchkey',
      poolSize: 20,
      extra: { connectionTimeoutMillis: 5_000, keepAlive: true },
    };
  }
  mkdirSync(configuration.dataFolder, { recursive: true });
  return {
    ...SHARED,
    type: 'better-sqlite3',
    driver: SqliteDriver,
    database: join(configuration.dataFolder, 'latchkey.db'),
    prepareDatabase: (driver: SqliteDatabase) => prepareWriter(driver),
  };
}

/** A second connection to the same file: reads see only what is committed, and never wait for the write queue. */
export function readerOptions(writer: DataSourceOptions): DataSourceOptions {
  return {
    ...writer,
    migrations: [],
    prepareDatabase: (driver: SqliteDatabase) => {
      driver.pragma('query_only = ON');
    },
  } as DataSourceOptions;
}

function prepareWriter(driver: SqliteDatabase): void {
  driver.pragma('journal_mode = WAL');
  // An acknowledged write survives a power cut: a rotated refresh token exists nowhere else.
  driver.pragma('synchronous = FULL');
  driver.pragma('foreign_keys = ON');
  driver.pragma('busy_timeout = 5000');
  // What a savepoint would put back is kept in memory: as a file it is written more often than the log of the commit.
  driver.pragma('temp_store = MEMORY');
  // A page that many commits touch is copied into the file once. 16 MB of log, read in a moment after a crash.
  driver.pragma('wal_autocheckpoint = 4000');
}
