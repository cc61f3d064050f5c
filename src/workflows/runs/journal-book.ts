import { Injectable } from '@nestjs/common';
import { type EntityManager, In, IsNull } from 'typeorm';
import { Clock } from '../../kernel/clock.js';
import { Database } from '../../modules/database/database.js';
import { RunEntity } from './run.entity.js';
import { RunRecordEntity } from './run-record.entity.js';

/** What one run has to store at once. */
export interface JournalEntry {
  readonly runId: string;
  /** New ones. Another replica that performs the same run has their places already: then nothing is stored. */
  readonly records: readonly RunRecordEntity[];
  /** A record that was stored open, with its end. */
  readonly ended?: RunRecordEntity;
  /** Columns of the run; absent: the run stays as it is. */
  readonly change?: Partial<RunEntity>;
}

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
    private readonly clock: Clock,
  ) {}

  /** Whether the run was still under way; the records are stored also when it was not. */
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
    const underWay = await this.database.write((manager) => this.#write(manager, batch));
    for (const { runId, resolve } of batch) resolve(underWay.has(runId));
  }

  /** Another replica may hold one of these runs: the others must not suffer for it. */
  async #writeOneByOne(batch: readonly WaitingEntry[]): Promise<void> {
    for (const entry of batch) await this.#writeBatch([entry]).catch((error: unknown) => entry.reject(error));
  }

  async #write(manager: EntityManager, batch: readonly JournalEntry[]): Promise<ReadonlySet<string>> {
    const records = batch.flatMap((entry) => entry.records);
    if (records.length > 0) await manager.insert(RunRecordEntity, records);
    for (const { ended } of batch) if (ended) await endRecord(manager, ended);
    const unchanged = batch.filter(({ change }) => !change).map(({ runId }) => runId);
    const underWay = new Set(await idsUnderWay(manager, unchanged));
    for (const { runId, change } of batch) {
      if (!change) continue;
      const row = { ...change, updatedAt: this.clock.now() };
      const { affected } = await manager.update(RunEntity, { id: runId, endedAt: IsNull() }, row);
      if (affected === 1) underWay.add(runId);
    }
    return underWay;
  }
}

async function endRecord(manager: EntityManager, record: RunRecordEntity): Promise<void> {
  const { runId, seq, outcome, token, endedAt } = record;
  const { affected } = await manager.update(
    RunRecordEntity,
    { runId, seq, endedAt: IsNull() },
    { outcome, token, endedAt },
  );
  if (affected !== 1) throw new Error(`Record ${seq} of run ${runId} was ended by another replica.`);
}

async function idsUnderWay(manager: EntityManager, ids: readonly string[]): Promise<string[]> {
  if (ids.length === 0) return [];
  const where = { id: In([...ids]), endedAt: IsNull() };
  return (await manager.find(RunEntity, { select: { id: true }, where })).map(({ id }) => id);
}
