import { Injectable } from '@nestjs/common';
import { Database } from './database.js';

/** Kept at most; names that nobody has come from outside too. */
const KEEP_AT_MOST = 50_000;

/**
 * Reads that many callers ask for at once, never older than the question.
 *
 * SQLite: this process owns the file and knows of every commit, so a value read since the last one still stands.
 * PostgreSQL: others write too, so nothing is kept; callers that ask while a read is under way share the next one,
 * which begins after they asked.
 */
@Injectable()
export class CommittedReads {
  #kept = new Map<string, Promise<unknown>>();
  #keptCommits = -1;
  readonly #underWay = new Map<string, Promise<unknown>>();
  readonly #next = new Map<string, Promise<unknown>>();

  constructor(private readonly database: Database) {}

  /** @param key says which question `load` answers; the same question must have the same key. */
  read<T>(key: string, load: () => Promise<T>): Promise<T> {
    return (this.database.engine === 'sqlite' ? this.kept(key, load) : this.shared(key, load)) as Promise<T>;
  }

  private kept(key: string, load: () => Promise<unknown>): Promise<unknown> {
    const { commits } = this.database;
    if (this.#keptCommits !== commits || this.#kept.size >= KEEP_AT_MOST) {
      this.#kept = new Map();
      this.#keptCommits = commits;
    }
    const found = this.#kept.get(key);
    if (found) return found;
    const value = load();
    this.#kept.set(key, value);
    const kept = this.#kept;
    // A failed read answers those who wait for it, and nobody after them.
    value.catch(() => kept.delete(key));
    return value;
  }

  private shared(key: string, load: () => Promise<unknown>): Promise<unknown> {
    const waiting = this.#next.get(key);
    if (waiting) return waiting;
    const running = this.#underWay.get(key);
    if (!running) return this.begin(key, load);
    const next = running.then(
      () => this.follow(key, load),
      () => this.follow(key, load),
    );
    this.#next.set(key, next);
    return next;
  }

  private follow(key: string, load: () => Promise<unknown>): Promise<unknown> {
    this.#next.delete(key);
    return this.begin(key, load);
  }

  private begin(key: string, load: () => Promise<unknown>): Promise<unknown> {
    const reading = load().finally(() => {
      if (this.#underWay.get(key) === reading) this.#underWay.delete(key);
    });
    this.#underWay.set(key, reading);
    return reading;
  }
}
