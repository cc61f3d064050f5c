import { createRequire } from 'node:module';
import type Driver from 'better-sqlite3';

const load = createRequire(import.meta.url);

/** The major of better-sqlite3 that fits this Node: 12 is the last one for Node 20, 13 needs Node-API 10. */
export const SqliteDriver: typeof Driver = load(
  Number(process.versions.napi) >= 10 ? 'better-sqlite3-13' : 'better-sqlite3',
);
