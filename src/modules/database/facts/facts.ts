import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import type { Database as SqliteDatabase } from 'better-sqlite3';
import { DataSource } from 'typeorm';
import { Configuration } from '../../../kernel/configuration.js';
import type { Fact, FactKey, FactKind, Moment } from './fact.js';
import { FactStore } from './fact-store.js';
import type { FactWatch } from './fact-watch.js';
import { OwnWrites } from './own-writes.js';
import { SharedLooks } from './shared-looks.js';

/**
 * What many ask for again and again, and may never get older than their question: a key, a use, a token. It is read
 * once and kept; what is done each time is only to make sure that it still stands.
 */
@Injectable()
export class Facts implements OnApplicationShutdown {
  /** Whether facts stand only after a look at the database: when others write to it too. */
  readonly needLooks: boolean;
  readonly #watch: FactWatch;

  constructor(source: DataSource, configuration: Configuration) {
    const { databaseUrl } = configuration;
    this.needLooks = databaseUrl !== undefined;
    this.#watch = databaseUrl
      ? new SharedLooks(databaseUrl.reveal('to connect to the database'))
      : new OwnWrites(driverOf(source));
  }

  /** Opened by the room that owns the table, at the start. */
  open<T>(kind: FactKind, load: (key: FactKey) => Promise<T>): FactStore<T> {
    const store = new FactStore(kind, load, this.#watch);
    this.#watch.open(kind, (topic) => store.drop(topic));
    return store;
  }

  /** The moment of a question that arrives now. */
  moment(): Moment {
    return this.#watch.moment();
  }

  /** Makes sure of several at once, with one look. Afterwards each of them stands at the moment, or is gone. */
  async confirm(facts: readonly Fact<unknown>[], moment: Moment): Promise<void> {
    const unsure = facts.filter((fact) => !fact.isGone && !fact.stands(moment));
    if (unsure.length > 0) await this.#watch.confirm(unsure);
  }

  async onApplicationShutdown(): Promise<void> {
    await this.#watch.close();
  }
}

function driverOf({ driver }: DataSource): SqliteDatabase {
  if (!('databaseConnection' in driver)) throw new Error('This is no connection to SQLite');
  return driver.databaseConnection as SqliteDatabase;
}
