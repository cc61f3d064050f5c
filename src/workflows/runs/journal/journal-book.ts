import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Clock } from '../../../kernel/clock.js';
import { Database } from '../../../modules/database/database.js';
import type { Tenure } from '../../../modules/database/place/tenure.js';
import { Batch } from '../../../modules/database/rows/batch.js';
import { RunLifecycle } from '../lifecycle/run-lifecycle.js';
import { RunRows } from '../lifecycle/run-rows.js';
import { endRecord, insertRecords } from '../rows/record-statements.js';
import { runsUnderWay } from '../rows/run-statements.js';
import { deleteWaits, deleteWaitsOfEnded, insertWaits, toldWaitsOf } from '../rows/wait-statements.js';
import type { RunEntity } from '../run.entity.js';
import { cancelledAt, RunEnding } from '../run-ending.js';
import { RunWatch } from '../watching/run-watch.js';
import type { HeldEntry, JournalEntry } from './journal-entry.js';
import { isParking } from './own-time.js';
import type { RunRecordEntity } from './run-record.entity.js';
import { tellWhatCame } from './tell-what-came.js';

/**
 * Commits journals. Runs that have something to store at the same time share one transaction, because a commit that
 * survives a power cut costs more than all that is written in it; each run still waits for its own commit.
 */
@Injectable()
export class JournalBook {
  /** Another replica may hold one of these runs: the others must not suffer for it. */
  readonly #batch = new Batch<HeldEntry, boolean>((entries) => this.#writeBatch(entries));

  #tenure: Tenure | undefined;

  constructor(
    private readonly database: Database,
    private readonly ending: RunEnding,
    private readonly rows: RunRows,
    private readonly lifecycle: RunLifecycle,
    private readonly watch: RunWatch,
    /** By which journals are dated. */
    readonly clock: Clock,
  ) {}

  /** Tells who watches that a step begins. Whether somebody asks that it is written down. */
  async announces(run: RunEntity, step: RunRecordEntity): Promise<boolean> {
    this.watch.tellBegun(step);
    return this.lifecycle.hearsTasks(this.database.reader, run);
  }

  /**
   * Whether the run was still under way and not paused meanwhile; the records are stored also when it was not. False too
   * when another replica performs the runs: then nothing is stored.
   */
  store(entry: HeldEntry): Promise<boolean> {
    return this.#batch.add(entry);
  }

  async #writeBatch(all: readonly HeldEntry[]): Promise<boolean[]> {
    const batch = all.filter(({ tenure }) => !tenure.isOver);
    const forget = () => this.lifecycle.forget(batch.map(({ runId }) => runId));
    const write = async (manager: EntityManager) => this.#write(manager, await this.#covered(manager, batch));
    const underWay = batch.length > 0 ? await this.database.write(write, forget) : NONE;
    return all.map(({ runId, tenure }) => !tenure.isOver && underWay.has(runId));
  }

  /** Those whose performers have the place of the runner until this is committed. */
  async #covered(manager: EntityManager, batch: readonly HeldEntry[]): Promise<readonly HeldEntry[]> {
    // One process owns the file.
    if (this.database.engine === 'sqlite') return batch;
    for (const tenure of new Set(batch.map((entry) => entry.tenure)))
      if ((await tenure.covers(manager)) && tenure !== this.#tenure) this.#begin(tenure);
    return batch.filter(({ tenure }) => !tenure.isOver);
  }

  #begin(tenure: Tenure): void {
    this.#tenure = tenure;
    this.lifecycle.forgetAll();
  }

  async #write(manager: EntityManager, batch: readonly JournalEntry[]): Promise<ReadonlySet<string>> {
    if (batch.length === 0) return NONE;
    await this.lifecycle.journaled(manager, batch);
    for (const { run } of batch) this.watch.tellMoved(manager, run);
    const records = batch.flatMap((entry) => entry.records ?? []);
    await insertRecords(manager, records);
    await this.ending.endLosers(manager, records);
    for (const { ended } of batch) if (ended) await endOpenRecord(manager, ended);
    await this.#writeWaits(manager, batch);
    await this.#endLeftRuns(manager, batch);
    const unchanged = batch.filter(({ change }) => !change);
    const underWay = new Set(await runsUnderWay(manager, unchanged));
    for (const entry of batch) {
      if (entry.change && (await this.#changeRun(manager, entry))) underWay.add(entry.runId);
      else if (!entry.change && entry.waits) await tellWhatCame(manager, entry.waits);
    }
    // What begins to wait in a run that is suspended waits on when it is resumed.
    const left = batch.filter(({ runId, waits }) => waits && !underWay.has(runId));
    await deleteWaitsOfEnded(
      manager,
      left.map(({ runId }) => runId),
    );
    return underWay;
  }

  /** A wait may begin and end in one batch: nobody needs it any more. */
  async #writeWaits(manager: EntityManager, batch: readonly JournalEntry[]): Promise<void> {
    const begun = batch.flatMap(({ waits }) => waits ?? []);
    for (const wait of begun) if (isParking(wait)) wait.deadline = this.rows.deadlineFrom(wait.since);
    await insertWaits(manager, begun);
    await deleteWaits(
      manager,
      batch.flatMap(({ endedWaits }) => endedWaits ?? []),
    );
  }

  /** They were awaited, and their starter goes on without them. */
  async #endLeftRuns(manager: EntityManager, batch: readonly JournalEntry[]): Promise<void> {
    for (const id of batch.flatMap(({ leftRuns }) => leftRuns ?? []))
      await this.ending.end(manager, { id }, cancelledAt(this.clock.now()));
  }

  async #changeRun(
    manager: EntityManager,
    { run, pauses, change, waits = [], mayBeTold }: JournalEntry,
  ): Promise<boolean> {
    const now = this.clock.now();
    const { id, tenantId } = run;
    const place = { id, tenantId, pauses };
    if (change?.status && change.endedAt) {
      const { status, endedAt, ...others } = change;
      return this.ending.end(manager, place, { ...others, status, endedAt, updatedAt: now });
    }
    const changed = await this.rows.change(manager, place, { ...change, updatedAt: now });
    await tellWhatCame(manager, waits);
    // Looked at under the lock of the run's row: whoever tells a wait comes before or after, and is never overlooked.
    const isTold = mayBeTold && (await toldWaitsOf(manager, id)).length > 0;
    if (isTold) await this.rows.change(manager, place, { status: 'running', wakeAt: now, updatedAt: now });
    return changed !== undefined;
  }
}

const NONE: ReadonlySet<string> = new Set();

async function endOpenRecord(manager: EntityManager, record: RunRecordEntity): Promise<void> {
  if (await endRecord(manager, record)) return;
  throw new Error(`Record ${record.seq} of run ${record.runId} was ended by another replica.`);
}
