import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { DataSource, type QueryRunner } from 'typeorm';

/** Any fixed number; it only has to differ from those of other advisory locks on the same database. */
const RUNNER_LOCK = 4_215_551_337;

/**
 * The place that one replica holds at a time. On SQLite the one process that owns the file has it; on PostgreSQL a
 * session's advisory lock decides, which ends with the session, so another replica takes over when the holder dies.
 */
@Injectable()
export class ExclusivePlace implements OnApplicationShutdown {
  #session: QueryRunner | undefined;

  constructor(private readonly dataSource: DataSource) {}

  /** Takes the place, or makes sure that it is still held. False when another replica has it. */
  async take(): Promise<boolean> {
    if (this.dataSource.options.type !== 'postgres') return true;
    try {
      return this.#session ? await this.#isAlive(this.#session) : await this.#tryLock();
    } catch {
      await this.#leave();
      return false;
    }
  }

  async onApplicationShutdown(): Promise<void> {
    await this.#leave();
  }

  async #tryLock(): Promise<boolean> {
    const session = this.dataSource.createQueryRunner();
    try {
      const rows: unknown = await session.query(`SELECT pg_try_advisory_lock(${RUNNER_LOCK}) AS held`);
      if (Array.isArray(rows) && rows[0]?.held === true) this.#session = session;
    } finally {
      // Also when the question failed: a connection that is not given back is one less for everybody.
      if (this.#session !== session) await session.release();
    }
    return this.#session === session;
  }

  async #isAlive(session: QueryRunner): Promise<boolean> {
    await session.query('SELECT 1');
    return true;
  }

  async #leave(): Promise<void> {
    const session = this.#session;
    this.#session = undefined;
    if (!session || session.isReleased) return;
    await session.query(`SELECT pg_advisory_unlock(${RUNNER_LOCK})`).catch(() => undefined);
    await session.release().catch(() => undefined);
  }
}
