import { Injectable } from '@nestjs/common';
import { type EntityManager, In, IsNull, Not } from 'typeorm';
import { Clock } from '../../../../../kernel/clock.js';
import { Database } from '../../../../../modules/database/database.js';
import { isParking } from '../../../journal/own-time.js';
import { RunRecordEntity } from '../../../journal/run-record.entity.js';
import { RunWaitEntity } from '../../../journal/run-wait.entity.js';
import { tellWhatCame } from '../../../journal/tell-what-came.js';
import { RunRows } from '../../../lifecycle/run-rows.js';
import { RunEntity } from '../../../run.entity.js';
import { cancelledAt, RunEnding } from '../../../run-ending.js';
import { RunWatch } from '../../../watching/run-watch.js';

/** What a segment of a run has to store at once. Storing it again does nothing. */
export interface SegmentEntry {
  readonly runId: string;
  /** Nothing of the run is changed when another segment performs it. */
  readonly segment: number;
  /** Nor when it was paused since it had been paused so often. Absent: whatever happened to it. */
  readonly pauses?: number;
  /** Ended ones; they may stand already, open or ended. */
  readonly records?: readonly RunRecordEntity[];
  /** One that stands before its effect. When it stands already, nothing is stored. */
  readonly opened?: RunRecordEntity;
  readonly waits?: readonly RunWaitEntity[];
  readonly endedWaits?: readonly RunWaitEntity[];
  /** Columns of the run. */
  readonly change?: Partial<RunEntity>;
  /** A wait may have been told since it was stored: then the run is due at once. */
  readonly mayBeTold?: boolean;
}

interface WaitingEntry extends SegmentEntry {
  resolve(isUnderWay: boolean): void;
  reject(error: unknown): void;
}

/**
 * Commits what Restate has recorded to the tables that everybody reads. What comes while a commit is under way goes
 * into the next one, so that many runs share it.
 */
@Injectable()
export class SegmentBook {
  #waiting: WaitingEntry[] = [];
  #isWriting = false;

  constructor(
    private readonly database: Database,
    private readonly ending: RunEnding,
    private readonly rows: RunRows,
    private readonly watch: RunWatch,
    private readonly clock: Clock,
  ) {}

  /** Whether the segment still performs the run; records and waits are stored also when it does not. */
  store(entry: SegmentEntry): Promise<boolean> {
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
    const underWay = await this.database.write((manager) => this.#write(manager, batch));
    for (const entry of batch) entry.resolve(underWay.has(entry));
  }

  /** One that cannot be stored must not keep the others back. */
  async #writeOneByOne(batch: readonly WaitingEntry[]): Promise<void> {
    for (const entry of batch) await this.#writeBatch([entry]).catch((error: unknown) => entry.reject(error));
  }

  async #write(manager: EntityManager, batch: readonly SegmentEntry[]): Promise<ReadonlySet<SegmentEntry>> {
    for (const { runId: id } of batch) this.watch.tellMoved(manager, { id, tenantId: undefined });
    const opened = batch.flatMap((entry) => entry.opened ?? []);
    if (opened.length > 0) await manager.insert(RunRecordEntity, opened);
    await keepRecords(
      manager,
      batch.flatMap((entry) => entry.records ?? []),
    );
    const runs = await runsUnderWay(manager, batch);
    const underWay = new Set<SegmentEntry>();
    for (const entry of batch) {
      if (runs.get(entry.runId)?.segment !== entry.segment) continue;
      await this.#changeWaits(manager, entry);
      const isSame = entry.pauses === undefined || runs.get(entry.runId)?.pauses === entry.pauses;
      if (isSame && (await this.#changeRun(manager, entry))) underWay.add(entry);
    }
    return underWay;
  }

  async #changeWaits(manager: EntityManager, { runId, waits = [], endedWaits = [] }: SegmentEntry): Promise<void> {
    for (const wait of waits) if (isParking(wait)) wait.deadline = this.rows.deadlineFrom(wait.since);
    if (waits.length > 0) await insertMissing(manager, waits);
    if (endedWaits.length > 0) {
      await manager.delete(RunWaitEntity, { runId, seq: In(endedWaits.map(({ seq }) => seq)) });
      await this.#endLeftRuns(manager, endedWaits);
    }
  }

  /** They were awaited, and their starter goes on without them. One that has ended stays as it is. */
  async #endLeftRuns(manager: EntityManager, endedWaits: readonly RunWaitEntity[]): Promise<void> {
    const left = endedWaits.flatMap(({ reason }) => reason?.runId ?? []);
    for (const id of left) await this.ending.end(manager, { id }, cancelledAt(this.clock.now()));
  }

  async #changeRun(
    manager: EntityManager,
    { runId, segment, pauses, change, waits = [], mayBeTold }: SegmentEntry,
  ): Promise<boolean> {
    if (!change) await tellWhatCame(manager, waits);
    if (!change) return true;
    const now = this.clock.now();
    const { status, endedAt, ...others } = change;
    const where = { id: runId, segment, ...(pauses !== undefined && { pauses }) };
    const columns = { ...others, ...(status && !endedAt && { status }), updatedAt: now };
    if (!(await this.rows.change(manager, where, columns))) return false;
    if (status && endedAt) return this.ending.end(manager, { id: runId }, { status, endedAt, updatedAt: now });
    await tellWhatCame(manager, waits);
    // Under the lock of the run's row: whoever tells a wait comes before or after, and is never overlooked.
    const isTold = mayBeTold && (await manager.existsBy(RunWaitEntity, { runId, signal: Not(IsNull()) }));
    if (isTold) {
      await this.rows.change(manager, { id: runId, isGoing: true }, { status: 'running', wakeAt: now, updatedAt: now });
    }
    return true;
  }
}

async function keepRecords(manager: EntityManager, records: readonly RunRecordEntity[]): Promise<void> {
  if (records.length === 0) return;
  const ending = ['input', 'outcome', 'token', 'endedAt', 'parkedMs', 'pausedMs'];
  const insert = manager
    .createQueryBuilder()
    .insert()
    .into(RunRecordEntity)
    .values([...records]);
  await insert.orUpdate(ending, ['runId', 'seq']).updateEntity(false).execute();
}

async function insertMissing(manager: EntityManager, waits: readonly RunWaitEntity[]): Promise<void> {
  const insert = manager
    .createQueryBuilder()
    .insert()
    .into(RunWaitEntity)
    .values([...waits]);
  await insert.orIgnore().updateEntity(false).execute();
}

/** Those of them that have not ended. */
async function runsUnderWay(
  manager: EntityManager,
  batch: readonly SegmentEntry[],
): Promise<ReadonlyMap<string, RunEntity>> {
  const ids = [...new Set(batch.map(({ runId }) => runId))];
  const where = { id: In(ids), endedAt: IsNull() };
  const runs = await manager.find(RunEntity, { select: { id: true, segment: true, pauses: true }, where });
  return new Map(runs.map((run) => [run.id, run]));
}
