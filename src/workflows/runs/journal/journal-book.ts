import { Injectable } from '@nestjs/common';
import { type EntityManager, In, IsNull, Not } from 'typeorm';
import { Clock } from '../../../kernel/clock.js';
import { Database } from '../../../modules/database/database.js';
import { RunLifecycle } from '../lifecycle/run-lifecycle.js';
import { RunRows } from '../lifecycle/run-rows.js';
import { RunEntity } from '../run.entity.js';
import { cancelledAt, RunEnding } from '../run-ending.js';
import { RunWatch } from '../watching/run-watch.js';
import { WITHHELD_INPUT } from './inputs/kept-input.js';
import type { JournalEntry } from './journal-entry.js';
import { isParking } from './own-time.js';
import { RunRecordEntity } from './run-record.entity.js';
import { RunWaitEntity } from './run-wait.entity.js';
import { tellWhatCame } from './tell-what-came.js';

interface WaitingEntry extends JournalEntry {
  resolve(isUnderWay: boolean): void;
  reject(error: unknown): void;
}

/**
 * Commits journals. Runs that have something to store at the same time share one transaction, because a commit that
 * survives a power cut costs more than all that is written in it; each run still waits for its own commit.
 */
@Injectable()
export class JournalBook {
  #waiting: WaitingEntry[] = [];
  #isWriting = false;

  constructor(
    private readonly database: Database,
    private readonly ending: RunEnding,
    private readonly rows: RunRows,
    private readonly lifecycle: RunLifecycle,
    private readonly watch: RunWatch,
    private readonly clock: Clock,
  ) {}

  /** Tells who watches that a step begins. Whether somebody asks that it is written down. */
  async announces(run: RunEntity, step: RunRecordEntity): Promise<boolean> {
    this.watch.tellBegun(step);
    return this.lifecycle.hearsTasks(this.database.reader, run);
  }

  /** Whether the run was still under way and not paused meanwhile; the records are stored also when it was not. */
  store(entry: JournalEntry): Promise<boolean> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ ...entry, resolve, reject });
      if (!this.#isWriting) void this.#writeAll();
    });
  }

  async #writeAll(): Promise<void> {
    this.#isWriting = true;
    while (this.#waiting.length > 0) {
      const batch = this.#waiting;
      this.#waiting = [];
      await this.#writeBatch(batch).catch(() => this.#writeOneByOne(batch));
    }
    this.#isWriting = false;
  }

  async #writeBatch(batch: readonly WaitingEntry[]): Promise<void> {
    const underWay = await this.database
      .write((manager) => this.#write(manager, batch))
      .catch((error: unknown) => {
        this.lifecycle.forget(batch.map(({ runId }) => runId));
        throw error;
      });
    for (const { runId, resolve } of batch) resolve(underWay.has(runId));
  }

  /** Another replica may hold one of these runs: the others must not suffer for it. */
  async #writeOneByOne(batch: readonly WaitingEntry[]): Promise<void> {
    for (const entry of batch) await this.#writeBatch([entry]).catch((error: unknown) => entry.reject(error));
  }

  async #write(manager: EntityManager, batch: readonly JournalEntry[]): Promise<ReadonlySet<string>> {
    await this.lifecycle.journaled(manager, batch);
    for (const { run } of batch) this.watch.tellMoved(manager, run);
    const records = batch.flatMap((entry) => entry.records ?? []);
    if (records.length > 0) await manager.insert(RunRecordEntity, records);
    for (const { ended } of batch) if (ended) await endRecord(manager, ended);
    await writeWaits(manager, batch, (since) => this.rows.deadlineFrom(since));
    await this.#endLeftRuns(manager, batch);
    const underWay = new Set(
      await idsUnderWay(
        manager,
        batch.filter(({ change }) => !change),
      ),
    );
    for (const entry of batch) {
      if (entry.change && (await this.#changeRun(manager, entry))) underWay.add(entry.runId);
      else if (!entry.change && entry.waits) await tellWhatCame(manager, entry.waits);
    }
    await forgetWaitsOfEnded(
      manager,
      batch.filter(({ runId, waits }) => waits && !underWay.has(runId)),
    );
    return underWay;
  }

  /** They were awaited, and their starter goes on without them. */
  async #endLeftRuns(manager: EntityManager, batch: readonly JournalEntry[]): Promise<void> {
    const now = this.clock.now();
    for (const id of batch.flatMap(({ leftRuns }) => leftRuns ?? []))
      await this.ending.end(manager, { id }, cancelledAt(now));
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
    const isUnderWay = await this.rows.change(manager, place, { ...change, updatedAt: now });
    await tellWhatCame(manager, waits);
    // Looked at under the lock of the run's row: whoever tells a wait comes before or after, and is never overlooked.
    const isTold = mayBeTold && (await manager.existsBy(RunWaitEntity, { runId: id, signal: Not(IsNull()) }));
    if (isTold) await this.rows.change(manager, place, { status: 'running', wakeAt: now, updatedAt: now });
    return isUnderWay;
  }
}

/** A wait may begin and end in one batch: nobody needs it any more. */
async function writeWaits(
  manager: EntityManager,
  batch: readonly JournalEntry[],
  deadlineFrom: (since: Date) => Date,
): Promise<void> {
  const begun = batch.flatMap(({ waits }) => waits ?? []);
  for (const wait of begun) if (isParking(wait)) wait.deadline = deadlineFrom(wait.since);
  if (begun.length > 0) await manager.insert(RunWaitEntity, begun);
  for (const { runId, endedWaits } of batch) {
    if (endedWaits) await manager.delete(RunWaitEntity, { runId, seq: In(endedWaits.map(({ seq }) => seq)) });
  }
}

async function endRecord(manager: EntityManager, record: RunRecordEntity): Promise<void> {
  const { runId, seq, input, outcome, token, endedAt, pausedMs } = record;
  const { affected } = await manager.update(
    RunRecordEntity,
    { runId, seq, endedAt: IsNull() },
    { outcome, token, endedAt, pausedMs, ...(input === WITHHELD_INPUT && { input }) },
  );
  if (affected !== 1) throw new Error(`Record ${seq} of run ${runId} was ended by another replica.`);
}

async function idsUnderWay(manager: EntityManager, entries: readonly JournalEntry[]): Promise<string[]> {
  if (entries.length === 0) return [];
  const where = { id: In(entries.map(({ runId }) => runId)), endedAt: IsNull() };
  const runs = await manager.find(RunEntity, { select: { id: true, pauses: true }, where });
  const pauses = new Map(entries.map((entry) => [entry.runId, entry.pauses]));
  return runs.filter((run) => run.pauses === pauses.get(run.id)).map(({ id }) => id);
}

/** What begins to wait in a run that is suspended waits on when it is resumed. */
async function forgetWaitsOfEnded(manager: EntityManager, entries: readonly JournalEntry[]): Promise<void> {
  if (entries.length === 0) return;
  const where = { id: In(entries.map(({ runId }) => runId)), endedAt: Not(IsNull()) };
  const ended = await manager.find(RunEntity, { select: { id: true }, where });
  if (ended.length > 0) await manager.delete(RunWaitEntity, { runId: In(ended.map(({ id }) => id)) });
}
