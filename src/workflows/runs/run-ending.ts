import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Clock } from '../../kernel/clock.js';
import { Database } from '../../modules/database/database.js';
import { lockRow } from '../../modules/database/lock-row.js';
import { ScheduleBell } from '../schedules/schedule-bell.js';
import { branchesOf } from './fork-names.js';
import type { RunRecordEntity } from './journal/run-record.entity.js';
import { type RunPlace, RunRows } from './lifecycle/run-rows.js';
import { type ChangedRun, runsAwaitedBy } from './rows/run-statements.js';
import { forgetWaiting, stopWaiting, waitNamed } from './rows/wait-statements.js';
import { RunEntity } from './run.entity.js';
import { RunsRepository, type ToldWait } from './runs.repository.js';

/** The columns of a run that has ended. */
export type RunEnded = Pick<RunEntity, 'status' | 'updatedAt'> & Partial<RunEntity> & { readonly endedAt: Date };

/** Who is told of an end once it is committed. */
export interface EndListener {
  /** A run that waited for this one goes on. */
  told(wait: ToldWait): void;
  cancelled(runId: string): void;
}

/** What the end of a run does to others: what started it is told, and what it waited for ends with it. */
@Injectable()
export class RunEnding {
  #listener: EndListener | undefined;

  constructor(
    private readonly database: Database,
    private readonly runs: RunsRepository,
    private readonly rows: RunRows,
    private readonly schedules: ScheduleBell,
    private readonly clock: Clock,
  ) {}

  listen(listener: EndListener): void {
    this.#listener = listener;
  }

  /** False when it has ended already. */
  cancel(id: string): Promise<boolean> {
    return this.database.write(async (manager) => {
      const isCancelled = await this.end(manager, { id }, cancelledAt(this.clock.now()));
      if (isCancelled) await forgetWaiting(manager, id);
      return isCancelled;
    });
  }

  /**
   * Within the transaction that ends it. False when it has ended already, or was paused since it had been paused so
   * often.
   */
  async end(manager: EntityManager, run: RunPlace, end: RunEnded): Promise<boolean> {
    const { id } = run;
    const ended = await this.rows.change(manager, run, { ...end, wakeAt: null });
    if (!ended) return false;
    // Whatever did not complete may be retried, also together with the run that waited for it.
    if (end.status === 'completed') await forgetWaiting(manager, id);
    else await stopWaiting(manager, id, end.endedAt);
    if (ended.trigger === 'schedule') await this.schedules.runEnded(manager, id, end.endedAt);
    await this.tellStarter(manager, ended, end.endedAt);
    await this.endInner(manager, { id }, end.endedAt);
    return true;
  }

  private async tellStarter(
    manager: EntityManager,
    { parentRunId: runId, awaitedBy: name }: ChangedRun,
    now: Date,
  ): Promise<void> {
    if (runId === null || name === null) return;
    const wait = await waitNamed(manager, runId, name);
    const told = wait && { runId, seq: wait.seq, value: true };
    if (told && (await this.runs.tellWait(manager, told, now))) {
      this.database.afterCommit(manager, () => this.#listener?.told(told));
    }
  }

  /**
   * Within the transaction that stores them: where a branch decides a fork, what the others have started is given up,
   * also when they have not come so far as to wait for it. What one of them is about to start looks for the choice under
   * the same lock.
   */
  async endLosers(manager: EntityManager, records: readonly RunRecordEntity[]): Promise<void> {
    for (const { kind, runId: id, name } of records) {
      if (kind !== 'choice') continue;
      await lockRow(manager, RunEntity, { id });
      await this.endInner(manager, { id, part: branchesOf(name) }, this.clock.now());
    }
  }

  /** Nobody waits any more for what it was waiting for. */
  private async endInner(
    manager: EntityManager,
    { id: parentRunId, part }: { readonly id: string; readonly part?: string },
    now: Date,
  ): Promise<void> {
    for (const id of await runsAwaitedBy(manager, parentRunId, part)) {
      await this.end(manager, { id }, cancelledAt(now));
      this.database.afterCommit(manager, () => this.#listener?.cancelled(id));
    }
  }
}

export function cancelledAt(now: Date): RunEnded {
  return { status: 'cancelled', updatedAt: now, endedAt: now };
}
