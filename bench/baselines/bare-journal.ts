import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fastify } from 'fastify';
import { SqliteDriver } from '../../src/kernel/sqlite-driver.js';

/**
 * The floor of a durable step: one prepared insert of a record as small as that of a step without output, committed
 * alone, with the safety of the product's own file. `POST /?steps=N` does N, one after the other.
 */
const folder = mkdtempSync(join(tmpdir(), 'latchkey-bench-journal-'));
const file = new SqliteDriver(join(folder, 'journal.db'));
file.pragma('journal_mode = WAL');
file.pragma('synchronous = FULL');
file.exec(`CREATE TABLE record (run TEXT NOT NULL, seq INTEGER NOT NULL, kind TEXT NOT NULL, name TEXT NOT NULL,
  outcome TEXT, started TEXT NOT NULL, ended TEXT, PRIMARY KEY (run, seq))`);
const insert = file.prepare('INSERT INTO record VALUES (?, ?, ?, ?, ?, ?, ?)');
let seq = 0;

const server = fastify();
server.post<{ Querystring: { steps: string } }>('/', async ({ query }) => {
  for (let left = Number(query.steps); left > 0; left -= 1) {
    seq += 1;
    const now = new Date().toISOString();
    insert.run(`run_${Math.floor(seq / 10)}`, seq, 'step', `/do/${seq % 10}/step`, '{"kind":"done"}', now, now);
  }
  return {};
});
process.stdout.write(`${await server.listen({ port: 0, host: '127.0.0.1' })}\n`);
process.once('SIGTERM', () => {
  file.close();
  rmSync(folder, { recursive: true, force: true });
  process.exit(0);
});
