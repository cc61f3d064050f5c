import { Injectable, type OnApplicationShutdown, type OnModuleInit } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { Clock } from '../../kernel/clock.js';
import { CommitCalls } from './commit-calls.js';
import { readerOptions } from './connection/data-source-options.js';
import { WriteQueue } from './write-queue.js';

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
   * one commit.
   */
  write<T>(work: (manager: EntityManager) => Promise<T>): Promise<T> {
    return this.engine === 'sqlite' ? this.#queue.add(work) : this.transaction(work);
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
