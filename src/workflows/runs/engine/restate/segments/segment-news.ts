import { type EntityManager, In } from 'typeorm';
import { lockRow } from '../../../../../modules/database/lock-row.js';
import type { JournalEntry } from '../../../journal/journal-entry.js';
import { RunRecordEntity } from '../../../journal/run-record.entity.js';
import { RunWaitEntity } from '../../../journal/run-wait.entity.js';
import { RunEntity } from '../../../run.entity.js';
import type { SegmentEntry } from './segment-entry.js';

/** What of an entry is not stored yet. Under the lock of the run's row: nobody stores the same at the same time. */
export async function newsOf(manager: EntityManager, entry: SegmentEntry): Promise<JournalEntry> {
  const { run, pauses = run.pauses, begun = [], opened, records = [], waits = [] } = entry;
  const { id: runId } = run;
  await lockRow(manager, RunEntity, { id: runId });
  const all = opened ? [opened, ...records] : records;
  const ended = await endsOf(manager, runId, all);
  const standing = await placesOfWaits(manager, runId, waits);
  return {
    ...{ runId, run, pauses, begun },
    // One that stands open is told when it ends.
    records: all.filter(({ seq, endedAt }) => (endedAt ? !ended.get(seq) : !ended.has(seq))),
    waits: waits.filter(({ seq }) => !standing.has(seq)),
  };
}

/** Which of these stand, and whether they have ended. */
async function endsOf(
  manager: EntityManager,
  runId: string,
  records: readonly RunRecordEntity[],
): Promise<ReadonlyMap<number, boolean>> {
  if (records.length === 0) return new Map();
  const select = { runId: true, seq: true, endedAt: true } as const;
  const where = { runId, seq: In(records.map(({ seq }) => seq)) };
  const stored = await manager.find(RunRecordEntity, { select, where });
  return new Map(stored.map(({ seq, endedAt }) => [seq, endedAt !== null]));
}

async function placesOfWaits(
  manager: EntityManager,
  runId: string,
  waits: readonly RunWaitEntity[],
): Promise<ReadonlySet<number>> {
  if (waits.length === 0) return new Set();
  const where = { runId, seq: In(waits.map(({ seq }) => seq)) };
  const stored = await manager.find(RunWaitEntity, { select: { runId: true, seq: true }, where });
  return new Set(stored.map(({ seq }) => seq));
}
