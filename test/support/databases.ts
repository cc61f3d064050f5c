import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';

/** A database of its own for one suite, as the environment that the server would be started with. */
export interface TestDatabase {
  readonly environment: Readonly<Record<string, string>>;
  drop(): Promise<void>;
}

/** For `describe.each(engines)('... on %s', (_name, createDatabase) => ...)`. */
export const engines: readonly (readonly [string, () => Promise<TestDatabase>])[] = [
  ['SQLite', createSqlite],
  ['PostgreSQL', createPostgres],
];

async function createSqlite(): Promise<TestDatabase> {
  const folder = mkdtempSync(join(tmpdir(), 'latchkey-test-'));
  return {
    environment: { LATCHKEY_DATA: folder },
    drop: async () => rmSync(folder, { recursive: true, force: true }),
  };
}

/** For what only a database server can suffer. */
export async function createPostgres(): Promise<TestDatabase> {
  const server = process.env.TEST_POSTGRES_URL;
  if (!server) throw new Error('TEST_POSTGRES_URL is not set: jest.config.mjs starts PostgreSQL in globalSetup');
  const name = `test_${randomBytes(8).toString('hex')}`;
  const folder = mkdtempSync(join(tmpdir(), 'latchkey-test-'));
  await administer(server, `CREATE DATABASE ${name}`);
  return {
    environment: {
      LATCHKEY_DATA: folder,
      DATABASE_URL: `${server}/${name}`,
      LATCHKEY_ROOT_KEY: randomBytes(32).toString('base64'),
    },
    drop: async () => {
      await administer(server, `DROP DATABASE ${name} WITH (FORCE)`);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function administer(server: string, statement: string): Promise<void> {
  const client = new Client({ connectionString: `${server}/postgres` });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
