import { createRequire } from 'node:module';
import type Driver from 'better-sqlite3';

const load = createRequire(import.meta.url);

/**
 * The one driver of SQLite, for TypeORM too: better-sqlite3 in the major that fits the Node that runs us. 12 is the last
 * one for Node 20; compiled for Node 24.19 or later it ends the process when a statement is collected while nothing runs.
 * 13 needs Node-API 10, which Node 20 has not.
 */
export const SqliteDriver: typeof Driver = load(
  Number(process.versions.napi) >= 10 ? 'better-sqlite3-13' : 'better-sqlite3',
);
