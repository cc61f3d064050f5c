import { randomUUID } from 'node:crypto';
import type { Database } from 'better-sqlite3';
import { SqliteDriver } from '../../../src/kernel/sqlite-driver.js';
import { chained } from './seals.js';
import { ACTION, AUDIT, CLOSE, DUE, INTEND, LEASE, PRAGMAS, STORE } from './statements.js';

const LEASE_MS = 45_000;

/** A due token as it is stored, as far as a renewal reads it. */
export interface Row {
  readonly id: string;
  readonly tenantId: string;
  readonly name: string;
  readonly scopeKey: string;
  readonly nameFolded: string;
  readonly connector: string;
  readonly method: string;
  readonly plainFields: string;
  readonly sealedFields: string;
  readonly sealedIssued: string;
  readonly generation: number;
  readonly fence: number;
}

export interface Intent {
  readonly row: Row;
  readonly attemptId: string;
  readonly fingerprint: string;
}

/** What comes of an intent; instants as they are stored. */
export interface Outcome {
  readonly intent: Intent;
  readonly sealedFields: string;
  readonly sealedIssued: string;
  readonly expiresAt: string;
  readonly nextRenewalAt: string;
}

interface ChainEnd {
  readonly position: number;
  readonly hash: string;
}

/** The rows of renewals in the tables of the house, written by statements that were prepared once, and nothing else. */
export class Rows {
  readonly #file: Database;
  readonly #due;
  readonly #lease;
  readonly #intend;
  readonly #store;
  readonly #close;
  readonly #chainEnd;
  readonly #moveChain;
  readonly #audit;

  constructor(path: string) {
    this.#file = new SqliteDriver(path);
    for (const pragma of PRAGMAS) this.#file.pragma(pragma);
    this.#due = this.#file.prepare(DUE);
    this.#lease = this.#file.prepare(LEASE);
    this.#intend = this.#file.prepare(INTEND);
    this.#store = this.#file.prepare(STORE);
    this.#close = this.#file.prepare(CLOSE);
    this.#chainEnd = this.#file.prepare('SELECT "position", "hash" FROM audit_head WHERE "tenantId" = ?');
    this.#moveChain = this.#file.prepare('UPDATE audit_head SET "position" = ?, "hash" = ? WHERE "tenantId" = ?');
    this.#audit = this.#file.prepare(AUDIT);
  }

  /** The longest due first; none that is being renewed. */
  due(limit: number): Row[] {
    const now = new Date().toISOString();
    return this.#due.all(now, now, limit) as Row[];
  }

  /** Lease and intent of all of them in one commit. */
  begin(intents: readonly Intent[]): void {
    const [now, until] = [new Date(), new Date(Date.now() + LEASE_MS)].map((at) => at.toISOString());
    this.#file.transaction(() => {
      for (const { row, attemptId, fingerprint } of intents) {
        const { id, generation, fence, tenantId } = row;
        const { changes } = this.#lease.run('rep_straight', until, id, generation, fence, now);
        if (changes !== 1) throw new Error(`${id} is leased already`);
        this.#intend.run(attemptId, tenantId, id, generation, fence + 1, 'timer', fingerprint, now);
      }
    })();
  }

  /** What came of them in one commit: the tokens, the attempts, and the audit, whose chain is that of one tenant. */
  settle(outcomes: readonly Outcome[]): void {
    const now = new Date().toISOString();
    this.#file.transaction(() => {
      for (const { intent, sealedFields, sealedIssued, expiresAt, nextRenewalAt } of outcomes) {
        const { id, generation, fence } = intent.row;
        const times = [now, expiresAt, now, nextRenewalAt, now, now];
        const { changes } = this.#store.run(sealedFields, sealedIssued, ...times, id, generation, fence + 1);
        if (changes !== 1) throw new Error(`${id} was changed meanwhile`);
        this.#close.run(now, intent.attemptId);
      }
      this.#record(outcomes, now);
    })();
  }

  /** Replaces what is sealed, before anything is measured. */
  reseal(sealed: (row: Row) => readonly [fields: string, issued: string]): void {
    const rows = this.#due.all('9', '9', 1_000_000) as Row[];
    const update = this.#file.prepare('UPDATE access_token SET "sealedFields" = ?, "sealedIssued" = ? WHERE "id" = ?');
    this.#file.transaction(() => {
      for (const row of rows) update.run(...sealed(row), row.id);
    })();
  }

  #record(outcomes: readonly Outcome[], now: string): void {
    const tenantId = outcomes[0]?.intent.row.tenantId ?? '';
    let { position, hash } = this.#chainEnd.get(tenantId) as ChainEnd;
    for (const { intent } of outcomes) {
      const { id, name, generation } = intent.row;
      position += 1;
      const facts = JSON.stringify({ attempt: intent.attemptId, outcome: 'renewed' });
      const entry = [tenantId, position, `evt_${randomUUID()}`, now, 'service', 'renewal', null, null, ACTION];
      entry.push('access-token', id, name, null, generation + 1, facts);
      hash = chained(JSON.stringify([hash, ...entry]));
      this.#audit.run(...entry, hash);
    }
    this.#moveChain.run(position, hash, tenantId);
  }
}
