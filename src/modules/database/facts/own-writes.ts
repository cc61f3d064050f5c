import type { Database as SqliteDatabase } from 'better-sqlite3';
import { type FactKey, type FactKind, type Moment, topicOf } from './fact.js';
import type { FactWatch } from './fact-watch.js';

/** Nobody but this process writes to the file; so what stands, stands at every moment. */
const ALWAYS: Moment = Number.POSITIVE_INFINITY;
const TOUCHED = 'latchkey_touched';

/**
 * SQLite: this process owns the file, and the database itself tells which rows are written to, by triggers of the
 * writing connection. Whoever changes a row by whatever statement cannot forget to say so; a renewal or an entry in
 * the audit disturbs no other fact.
 */
export class OwnWrites implements FactWatch {
  readonly #stores = new Map<string, (topic: string) => void>();
  /** Rows written to in a transaction that may still be open, by kind and topic. */
  readonly #beingChanged = new Set<string>();

  constructor(private readonly driver: SqliteDatabase) {
    driver.function(TOUCHED, { varargs: true }, (kind: string, ...key: (string | number)[]) => {
      this.touched(kind, key.map(String));
      return null;
    });
    // INSERT OR REPLACE deletes rows without telling their triggers otherwise. https://www.sqlite.org/lang_conflict.html
    driver.pragma('recursive_triggers = ON');
  }

  moment(): Moment {
    return 0;
  }

  async confirm(): Promise<void> {
    // Nothing to ask: what was written to is gone already.
  }

  async sight(): Promise<{ readonly at: Moment; readonly version: string }> {
    return { at: ALWAYS, version: '' };
  }

  /** What is read while a transaction is open is the state before it; it may have ended before the answer is kept. */
  mayKeep(kind: FactKind, topic: string): boolean {
    if (this.#beingChanged.size === 0) return true;
    if (!this.driver.inTransaction) this.#beingChanged.clear();
    return !this.#beingChanged.has(`${kind.name} ${topic}`);
  }

  open(kind: FactKind, onTouched: (topic: string) => void): void {
    // A trigger that is made in a transaction goes when it is rolled back.
    if (this.driver.inTransaction) throw new Error(`Facts of the kind ${kind.name} must be opened at the start`);
    this.#stores.set(kind.name, onTouched);
    for (const statement of triggersOf(kind)) this.driver.exec(statement);
  }

  async close(): Promise<void> {
    // The connection is the database's.
  }

  private touched(kind: string, key: FactKey): void {
    const topic = topicOf(key);
    this.#beingChanged.add(`${kind} ${topic}`);
    this.#stores.get(kind)?.(topic);
  }
}

/**
 * Temporary ones: they belong to the connection that writes, and the file knows nothing of them. Mostly a row keeps its
 * key, and is told of once: a call from the database costs more than what it does.
 */
function triggersOf({ name, table, by }: FactKind): string[] {
  const columns = Object.keys(by);
  const tell = (row: 'OLD' | 'NEW') => {
    const key = columns.map((column) => `${row}."${column}"`);
    return `SELECT ${TOUCHED}('${name}', ${key.join(', ')})`;
  };
  const hasMoved = columns.map((column) => `NEW."${column}" IS NOT OLD."${column}"`).join(' OR ');
  const events = [
    ['INSERT', `${tell('NEW')};`],
    ['DELETE', `${tell('OLD')};`],
    ['UPDATE', `${tell('OLD')}; ${tell('NEW')} WHERE ${hasMoved};`],
  ] as const;
  return events.map(
    ([event, body]) =>
      `CREATE TEMP TRIGGER IF NOT EXISTS "${name}_${event.toLowerCase()}" AFTER ${event} ON main."${table}" BEGIN ${body} END`,
  );
}
