import { Injectable, type OnApplicationShutdown, type OnModuleInit } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { Clock } from '../../kernel/clock.js';
import { CommitCalls } from './commit-calls.js';
import { readerOptions } from './connection/data-source-options.js';
import { isCollision } from './connection/database-away.js';
import { WriteQueue } from './write-queue.js';

/** A collision loses nothing, and the other one has gone on by then: hardly ever is a second time needed. */
const MOST_TRIES = 5;

/**
 * The door to storage. On SQLite TypeORM has a single connection on which concurrent transactions lose acknowledged
 * updates; so every write passes one queue, and reads use a connection of their own.
 */
@Injectable()
export class Database implements OnModuleInit, OnApplicationShutdown {
  readonly engine: 'sqlite' | 'postgres';
  readonly #calls = new CommitCalls();
  readonly #queue: WriteQueue;
  #commits = 0;
  #reader: DataSource;

  constructor(
    private readonly writer: DataSource,
    private readonly clock: Clock,
  ) {
    this.engine = writer.options.type === 'postgres' ? 'postgres' : 'sqlite';
    this.#reader = writer;
    this.#queue = new WriteQueue(writer, this.#calls, () => {
      this.#commits += 1;
    });
  }

  async onModuleInit(): Promise<void> {
    if (this.engine === 'sqlite') this.#reader = await new DataSource(readerOptions(this.writer.options)).initialize();
  }

  async onApplicationShutdown(): Promise<void> {
    await this.#queue.settled();
    if (this.#reader !== this.writer) await this.#reader.destroy();
  }

  /** Committed state, free of locks. */
  get reader(): EntityManager {
    return this.#reader.manager;
  }

  /** How many writes of this process have ended. On SQLite, where no other process writes: what was read since stands. */
  get commits(): number {
    return this.#commits;
  }

  /**
   * One short transaction. Never wait for anything but the database inside. On SQLite several that wait together share
   * one commit. On PostgreSQL the work is done anew when it was undone so that another transaction could go on; what it
   * changes outside of the database it puts back in `whenUndone`, which is called each time the work was undone.
   */
  write<T>(work: (manager: EntityManager) => Promise<T>, whenUndone?: () => void): Promise<T> {
    if (this.engine === 'postgres') return this.repeated(work, whenUndone);
    const written = this.#queue.add(work);
    return whenUndone ? written.catch(undoing(whenUndone)) : written;
  }

  /** Has `call` called when this transaction is committed, before its writer is told; never when it is rolled back. */
  afterCommit(manager: EntityManager, call: () => void): void {
    this.#calls.add(manager, call);
  }

  /** The clock that all replicas share; to the millisecond. */
  async now(): Promise<Date> {
    if (this.engine === 'sqlite') return this.clock.now();
    const rows = await this.reader.query<{ ms: string }[]>(
      'SELECT floor(extract(epoch FROM clock_timestamp()) * 1000) AS ms',
    );
    return new Date(Number(rows[0]?.ms));
  }

  /** Nothing is waited for in between: the locks that the other one holds keep the next try back until it has ended. */
  private async repeated<T>(work: (manager: EntityManager) => Promise<T>, whenUndone = nothing): Promise<T> {
    for (let tries = 1; ; tries++) {
      try {
        return await this.transaction(work);
      } catch (error) {
        whenUndone();
        if (tries === MOST_TRIES || !isCollision(error)) throw error;
      }
    }
  }

  private async transaction<T>(work: (manager: EntityManager) => Promise<T>): Promise<T> {
    let afterwards: readonly (() => void)[] = [];
    try {
      const result = await this.writer.transaction(async (manager) => {
        const value = await work(manager);
        afterwards = this.#calls.take(manager);
        return value;
      });
      for (const call of afterwards) call();
      return result;
    } finally {
      this.#commits += 1;
    }
  }
}

function nothing(): void {}

function undoing(whenUndone: () => void): (error: unknown) => never {
  return (error) => {
    whenUndone();
    throw error;
  };
}
