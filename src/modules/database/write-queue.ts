import { setImmediate as nextTurn } from 'node:timers/promises';
import type { DataSource, EntityManager, QueryRunner } from 'typeorm';
import type { CommitCalls } from './commit-calls.js';
import { preparedStatement } from './rows/prepared-statement.js';

type Work<T> = (manager: EntityManager) => Promise<T>;

/** A group holds the event loop while it runs; what is beyond waits for the next one. */
const MOST_TOGETHER = 100;

interface Waiting {
  /** Rejects when the work fails. Whoever waits for it is told by `tell` or `fail`, after the commit. */
  run(manager: EntityManager): Promise<void>;
  tell(): void;
  fail(error: unknown): void;
}

/**
 * The one road to a database with a single connection. Works run one after the other in the order they came, and those
 * that wait at the same time share one commit, because the commit is what costs (it waits for the disk). One that fails
 * is rolled back alone: to its savepoint, or to the beginning when nothing came before it. A savepoint makes SQLite
 * copy each page that is written after it, so the first one goes without. Nobody is told before the commit.
 */
export class WriteQueue {
  #waiting: Waiting[] = [];
  #running: Promise<void> | undefined;

  constructor(
    private readonly source: DataSource,
    private readonly calls: CommitCalls,
    /** Called after each commit and before anybody is told. */
    private readonly ended: () => void,
  ) {}

  add<T>(work: Work<T>): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      let tell = (): void => undefined;
      this.#waiting.push({
        run: async (manager) => {
          const result = await work(manager);
          tell = () => resolve(result);
        },
        tell: () => tell(),
        fail: reject,
      });
      this.#running ??= this.#runAll();
    });
  }

  /** Resolves when everything that was added so far has run. */
  async settled(): Promise<void> {
    await this.#running;
  }

  async #runAll(): Promise<void> {
    while (this.#waiting.length > 0) {
      // What the event loop has ready by now joins the group.
      await nextTurn();
      await this.#runGroup(this.#waiting.splice(0, MOST_TOGETHER));
    }
    this.#running = undefined;
  }

  async #runGroup(group: readonly Waiting[]): Promise<void> {
    const done: Waiting[] = [];
    const refused: { one: Waiting; error: unknown }[] = [];
    let afterwards: readonly (() => void)[] = [];
    try {
      await this.#transaction(async (runner) => {
        const { manager } = runner;
        // The manager is always the same one; what a failed group left behind is void.
        this.calls.take(manager);
        for (const one of group) {
          const isFirst = done.length === 0;
          const error = await (isFirst ? one.run(manager) : this.#runApart(one, manager)).then(
            () => undefined,
            (reason: unknown) => ({ reason }),
          );
          if (error === undefined) done.push(one);
          else if (group.length === 1 || error.reason instanceof GroupLost) throw error.reason;
          else refused.push({ one, error: error.reason });
          if (error !== undefined && isFirst) await this.#beginAgain(runner);
        }
        afterwards = this.calls.take(manager);
      });
      this.ended();
      for (const call of afterwards) call();
      for (const one of done) one.tell();
      for (const { one, error } of refused) one.fail(error);
    } catch (error) {
      this.ended();
      const cause = error instanceof GroupLost ? error.cause : error;
      for (const one of group) one.fail(refused.find((each) => each.one === one)?.error ?? cause);
    }
  }

  /** The first one has failed: nothing else is in the transaction. */
  async #beginAgain(runner: QueryRunner): Promise<void> {
    this.calls.take(runner.manager);
    await rollBack(runner);
    await runner.startTransaction();
  }

  async #transaction(work: (runner: QueryRunner) => Promise<void>): Promise<void> {
    const runner = this.source.createQueryRunner();
    if (runner.isTransactionActive) await rollBack(runner);
    await runner.startTransaction();
    try {
      await work(runner);
      await runner.commitTransaction();
    } catch (error) {
      await rollBack(runner);
      throw error;
    }
  }

  async #runApart(one: Waiting, manager: EntityManager): Promise<void> {
    say(manager, 'SAVEPOINT one_of_many');
    const mark = this.calls.mark(manager);
    try {
      await one.run(manager);
    } catch (error) {
      this.calls.forget(manager, mark);
      // SQLite may have ended the whole transaction: a full disk does. https://www.sqlite.org/lang_transaction.html
      try {
        say(manager, 'ROLLBACK TO one_of_many');
      } catch {
        throw new GroupLost('the transaction of the group has ended', { cause: error });
      }
      say(manager, 'RELEASE one_of_many');
      throw error;
    }
    say(manager, 'RELEASE one_of_many');
  }
}

function say(manager: EntityManager, sql: string): void {
  preparedStatement(manager, sql).statement.run();
}

/**
 * SQLite ends a transaction by itself when the disk is full, and TypeORM goes on believing in it: what comes after would
 * be written into a savepoint that nobody ever commits. An empty transaction takes its place, so that both agree.
 * https://www.sqlite.org/lang_transaction.html#response_to_errors_within_a_transaction
 */
async function rollBack(runner: QueryRunner): Promise<void> {
  try {
    await runner.rollbackTransaction();
  } catch {
    await runner.query('BEGIN');
    await runner.rollbackTransaction();
  }
}

class GroupLost extends Error {}
