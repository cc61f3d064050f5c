import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Clock } from '../../../../../kernel/clock.js';
import { Database } from '../../../../../modules/database/database.js';
import { Batch } from '../../../../../modules/database/rows/batch.js';
import { isParking } from '../../../journal/own-time.js';
import type { RunRecordEntity } from '../../../journal/run-record.entity.js';
import type { RunWaitEntity } from '../../../journal/run-wait.entity.js';
import { tellWhatCame } from '../../../journal/tell-what-came.js';
import { RunLifecycle } from '../../../lifecycle/run-lifecycle.js';
import { RunRows } from '../../../lifecycle/run-rows.js';
import { insertRecords, keepRecords } from '../../../rows/record-statements.js';
import { segmentsUnderWay } from '../../../rows/run-statements.js';
import { deleteWaits, keepWaits, toldWaitsOf } from '../../../rows/wait-statements.js';
import type { RunEntity } from '../../../run.entity.js';
import { cancelledAt, RunEnding } from '../../../run-ending.js';
import { RunWatch } from '../../../watching/run-watch.js';
import type { SegmentEntry } from './segment-entry.js';
import { newsOf } from './segment-news.js';

/**
 * Commits what Restate has recorded to the tables that everybody reads. What comes while a commit is under way goes
 * into the next one, so that many runs share it.
 */
@Injectable()
export class SegmentBook {
  /** One that cannot be stored must not keep the others back. */
  readonly #batch = new Batch<SegmentEntry, boolean>((entries) => this.#writeBatch(entries));

  constructor(
    private readonly database: Database,
    private readonly ending: RunEnding,
    private readonly rows: RunRows,
    private readonly lifecycle: RunLifecycle,
    private readonly watch: RunWatch,
    private readonly clock: Clock,
  ) {}

  /** Tells who watches that a step begins. Whether somebody asks that it is written down. */
  announces(run: RunEntity, step: RunRecordEntity): Promise<boolean> | false {
    this.watch.tellBegun(step);
    return this.lifecycle.mayBeHeard(run.tenantId) && this.lifecycle.hearsTasks(this.database.reader, run);
  }

  /** Another replica may have stored more of the run: what was told of it is read from there. */
  reopen(runId: string): void {
    this.lifecycle.forget([runId]);
  }

  /** Whether the segment still performs the run; records and waits are stored also when it does not. */
  store(entry: SegmentEntry): Promise<boolean> {
    return this.#batch.add(entry);
  }

  #writeBatch(batch: readonly SegmentEntry[]): Promise<boolean[]> {
    const forget = () => this.lifecycle.forget(batch.map(({ run }) => run.id));
    return this.database.write((manager) => this.#write(manager, batch), forget);
  }

  async #write(manager: EntityManager, batch: readonly SegmentEntry[]): Promise<boolean[]> {
    for (const { run } of batch) this.watch.tellMoved(manager, run);
    await this.#tell(manager, batch);
    await insertRecords(
      manager,
      batch.flatMap(({ opened }) => opened ?? []),
    );
    const records = batch.flatMap((entry) => entry.records ?? []);
    await keepRecords(manager, records);
    await this.ending.endLosers(manager, records);
    const runs = await segmentsUnderWay(
      manager,
      batch.map(({ run }) => run.id),
    );
    const underWay: boolean[] = [];
    for (const entry of batch) {
      const stored = runs.get(entry.run.id);
      const isPerformed = stored?.segment === entry.segment;
      if (isPerformed && hasWaits(entry)) await this.#changeWaits(manager, entry);
      const isSame = isPerformed && (entry.pauses === undefined || stored.pauses === entry.pauses);
      const isChange = entry.change !== undefined || hasWaits(entry);
      underWay.push(isSame && (!isChange || (await this.#changeRun(manager, entry))));
    }
    return underWay;
  }

  /** What is stored already was told then. */
  async #tell(manager: EntityManager, batch: readonly SegmentEntry[]): Promise<void> {
    for (const entry of batch) {
      const { tenantId } = entry.run;
      if (!this.lifecycle.mayBeHeard(tenantId) || !(await this.lifecycle.isHeard(manager, tenantId))) continue;
      await this.lifecycle.journaled(manager, [await newsOf(manager, entry)]);
    }
  }

  async #changeWaits(manager: EntityManager, { waits = [], endedWaits = [] }: SegmentEntry): Promise<void> {
    for (const wait of waits) if (isParking(wait)) wait.deadline = this.rows.deadlineFrom(wait.since);
    await keepWaits(manager, waits);
    await deleteWaits(manager, endedWaits);
    await this.#endLeftRuns(manager, endedWaits);
  }

  /** They were awaited, and their starter goes on without them. One that has ended stays as it is. */
  async #endLeftRuns(manager: EntityManager, endedWaits: readonly RunWaitEntity[]): Promise<void> {
    const left = endedWaits.flatMap(({ reason }) => reason?.runId ?? []);
    for (const id of left) await this.ending.end(manager, { id }, cancelledAt(this.clock.now()));
  }

  async #changeRun(
    manager: EntityManager,
    { run, segment, pauses, change, waits = [], mayBeTold }: SegmentEntry,
  ): Promise<boolean> {
    if (!change) await tellWhatCame(manager, waits);
    if (!change) return true;
    const now = this.clock.now();
    const { id, tenantId } = run;
    const { status, endedAt } = change;
    const place = { id, tenantId, segment, ...(pauses !== undefined && { pauses }) };
    if (status && endedAt) return this.ending.end(manager, place, { ...change, status, endedAt, updatedAt: now });
    if (!(await this.rows.change(manager, place, { ...change, updatedAt: now }))) return false;
    await tellWhatCame(manager, waits);
    // Under the lock of the run's row: whoever tells a wait comes before or after, and is never overlooked.
    if (mayBeTold && (await toldWaitsOf(manager, id)).length > 0) {
      const going = { status: 'running', wakeAt: now, updatedAt: now } as const;
      await this.rows.change(manager, { id, tenantId, isGoing: true }, going);
    }
    return true;
  }
}

/** Most steps begin and end no wait. */
function hasWaits({ waits, endedWaits }: SegmentEntry): boolean {
  return (waits?.length ?? 0) > 0 || (endedWaits?.length ?? 0) > 0;
}
