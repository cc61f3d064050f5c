import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseLine } from '../../support/database-line.js';
import { engines, type TestDatabase } from '../../support/databases.js';

/** What carries the tokens: one process that owns its file, or replicas that share a database. */
export const CARRIERS = ['one SQLite process', 'three PostgreSQL replicas'] as const;
export type Carrier = (typeof CARRIERS)[number];

/** One replica's own share of the storage, as its environment. */
export interface Berth {
  readonly environment: Readonly<Record<string, string>>;
  /** Absent on SQLite, which has no line. */
  readonly line?: DatabaseLine;
}

/** A fresh database and a place in it for each server. */
export interface Storage {
  readonly database: TestDatabase;
  readonly berths: readonly Berth[];
  drop(): Promise<void>;
}

export async function openStorage(carrier: Carrier): Promise<Storage> {
  const isSqlite = carrier === 'one SQLite process';
  const engine = engines.find(([name]) => (name === 'SQLite') === isSqlite);
  if (engine === undefined) throw new Error(`No database carries ${carrier}`);
  return storageIn(await engine[1](), isSqlite ? 0 : 3);
}

/** Places in a database; replicas on machines of their own share no folder, and none of them is on SQLite. */
export async function storageIn(database: TestDatabase, replicas: number): Promise<Storage> {
  if (replicas === 0) return { database, berths: [database], drop: () => database.drop() };
  const address = database.environment.DATABASE_URL ?? '';
  const berths = await Promise.all(
    Array.from({ length: replicas }, async () => {
      const line = await DatabaseLine.open(address);
      const LATCHKEY_DATA = mkdtempSync(join(tmpdir(), 'latchkey-replica-'));
      return { environment: { ...database.environment, DATABASE_URL: line.url, LATCHKEY_DATA }, line };
    }),
  );
  const drop = async () => {
    for (const { line, environment } of berths) {
      await line.close();
      rmSync(environment.LATCHKEY_DATA, { recursive: true, force: true });
    }
    await database.drop();
  };
  return { database, berths, drop };
}
