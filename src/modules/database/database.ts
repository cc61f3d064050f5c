import { Injectable, type OnApplicationShutdown, type OnModuleInit } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { Clock } from '../../kernel/clock.js';
import { readerOptions } from './data-source-options.js';
import { WriteQueue } from './write-queue.js';

/**
 * The door to storage. On SQLite TypeORM has a single connection on which concurrent transactions lose acknowledged
 * updates; so every write passes one queue, and reads use a connection of their own.
 */
@Injectable()
export class Database implements OnModuleInit, OnApplicationShutdown {
  readonly engine: 'sqlite' | 'postgres';
  readonly #queue = new WriteQueue();
  #commits = 0;
  #reader: DataSource;

  constructor(
    private readonly writer: DataSource,
    private readonly clock: Clock,
  ) {
    this.engine = writer.options.type === 'postgres' ? 'postgres' : 'sqlite';
    this.#reader = writer;
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

  /** One short transaction. Never wait for anything but the database inside. */
  async write<T>(work: (manager: EntityManager) => Promise<T>): Promise<T> {
    const transaction = () => this.writer.transaction(work);
    try {
      return await (this.engine === 'sqlite' ? this.#queue.add(transaction) : transaction());
    } finally {
      this.#commits += 1;
    }
  }

  /** The clock that all replicas share; to the millisecond. */
  async now(): Promise<Date> {
    if (this.engine === 'sqlite') return this.clock.now();
    const rows = await this.reader.query<{ ms: string }[]>(
      'SELECT floor(extract(epoch FROM clock_timestamp()) * 1000) AS ms',
    );
    return new Date(Number(rows[0]?.ms));
  }
}
