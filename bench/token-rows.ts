import { join } from 'node:path';
import type { Database } from 'better-sqlite3';
import { SqliteDriver } from '../src/kernel/sqlite-driver.js';
import type { StoredTokens } from './stored-tokens.js';

/** On SQLite. */
export class TokenRows implements StoredTokens {
  private readonly file: Database;

  constructor(folder: string) {
    this.file = new SqliteDriver(fileIn(folder), { timeout: 10_000 });
  }

  /** From now on over so many milliseconds, evenly. `leftMs` after that each of them expires. */
  becomeDue(withinMs: number, leftMs: number): void {
    const ids = this.file.prepare('SELECT id FROM access_token ORDER BY id').pluck().all();
    const update = this.file.prepare('UPDATE access_token SET "nextRenewalAt" = ?, "expiresAt" = ? WHERE id = ?');
    const now = Date.now();
    this.file.transaction(() => {
      ids.forEach((id, index) => {
        const due = now + (withinMs * index) / ids.length;
        update.run(new Date(due).toISOString(), new Date(due + leftMs).toISOString(), id);
      });
    })();
  }

  makeDue(count: number): void {
    const due = new Date().toISOString();
    this.file
      .prepare(
        `UPDATE access_token SET "nextRenewalAt" = ?
         WHERE id IN (SELECT id FROM access_token WHERE name NOT LIKE 'Copy %' LIMIT ?)`,
      )
      .run(due, count);
  }

  hasDue(): boolean {
    const due = this.file.prepare('SELECT 1 FROM access_token WHERE "nextRenewalAt" <= ? LIMIT 1').pluck();
    return due.get(new Date().toISOString()) !== undefined;
  }

  /** Instants of the last renewals, by token. */
  renewedAt(): Map<string, number> {
    const rows = this.file.prepare('SELECT id, "lastRenewalAt" AS at FROM access_token').all() as Row[];
    return new Map(rows.flatMap(({ id, at }) => (at === null ? [] : [[id, Date.parse(at)] as const])));
  }

  expiries(): Map<string, number> {
    const rows = this.file.prepare('SELECT id, "expiresAt" AS at FROM access_token').all() as Row[];
    return new Map(rows.flatMap(({ id, at }) => (at === null ? [] : [[id, Date.parse(at)] as const])));
  }

  growTo(total: number): void {
    const columns = (this.file.pragma('table_info(access_token)') as { name: string }[]).map(({ name }) => name);
    const made: Record<string, string> = {
      id: `'tok_copy_' || printf('%09d', n)`,
      name: `'Copy ' || n`,
      nameFolded: `'copy ' || n`,
      nextRenewalAt: `strftime('%Y-%m-%dT%H:%M:%fZ', 'now', '+' || (1 + n % 30) || ' days')`,
    };
    const values = columns.map((name) => made[name] ?? `model."${name}"`).join(', ');
    const quoted = columns.map((name) => `"${name}"`).join(', ');
    const stored = Number(this.file.prepare('SELECT COUNT(*) FROM access_token').pluck().get());
    this.file.exec(`WITH RECURSIVE copy(n) AS (SELECT ${stored} UNION ALL SELECT n + 1 FROM copy WHERE n < ${total - 1})
      INSERT INTO access_token (${quoted}) SELECT ${values} FROM copy, (SELECT * FROM access_token LIMIT 1) model`);
    this.file.exec('ANALYZE');
    // Else the server copies all that was written here into the file, at one of its own writes.
    this.file.pragma('wal_checkpoint(TRUNCATE)');
  }

  /** A copy of the whole file as it is now, in another folder. */
  copyTo(folder: string): void {
    this.file.prepare('VACUUM INTO ?').run(fileIn(folder));
  }

  close(): void {
    this.file.close();
  }
}

interface Row {
  readonly id: string;
  readonly at: string | null;
}

/** Where the house keeps its database. */
export function fileIn(folder: string): string {
  return join(folder, 'latchkey.db');
}
