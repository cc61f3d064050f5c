import { IsNull, Not } from 'typeorm';
import { lockRow } from '../../../modules/database/lock-row.js';
import { RunSubscriptionEntity } from '../../events/run-subscription.entity.js';
import { RunRecordEntity } from '../journal/run-record.entity.js';
import type { RunWriting } from '../lifecycle/run-rows.js';
import { RunEntity } from '../run.entity.js';

/**
 * Lets a faulted run go on, within a transaction: what was recorded on the way to its fault is set aside and happens
 * anew, all else stays. The ids of the runs that go on; none when it is not faulted.
 */
export async function retryRun(writing: RunWriting, id: string, now: Date): Promise<string[]> {
  const { manager } = writing;
  const run = await lockRow(manager, RunEntity, { id });
  if (run?.status !== 'faulted') return [];
  for (const { kind, name } of run.faultCauses ?? []) {
    await manager.update(RunRecordEntity, { runId: id, kind, name, retriedAt: IsNull() }, { retriedAt: now });
  }
  return reopen(writing, run, now);
}

/** As if it had not ended. The time that it lay there is none of its own. */
async function reopen(writing: RunWriting, run: RunEntity, now: Date): Promise<string[]> {
  const { manager, rows } = writing;
  const { id, endedAt, pauses } = run;
  const lay = Math.max(0, now.getTime() - (endedAt ?? now).getTime());
  const pausedMs = String(Number(run.pausedMs ?? 0) + lay);
  const gone = { endedAt: null, problem: null, faultCauses: null, suspension: null };
  const going = { status: 'running', wakeAt: now, updatedAt: now, pauses: pauses + 1, pausedMs } as const;
  await rows.reopen(manager, run, { ...gone, ...going });
  await manager.update(RunSubscriptionEntity, { runId: id }, { closedAt: null });
  const where = { parentRunId: id, awaitedBy: Not(IsNull()), endedAt: Not(IsNull()) };
  const reopened = [id];
  for (const inner of await manager.find(RunEntity, { where })) {
    reopened.push(...(await reopenInner(writing, inner, now)));
  }
  return reopened;
}

/** An inner run whose end its starter has not taken, or shall take anew. */
async function reopenInner(writing: RunWriting, inner: RunEntity, now: Date): Promise<string[]> {
  const { manager } = writing;
  const { id, parentStep, awaitedBy } = inner;
  const runId = String(inner.parentRunId);
  const place = { runId, kind: 'signal' as const, name: String(awaitedBy) };
  const taken = await manager.findOne(RunRecordEntity, { where: place, order: { seq: 'DESC' } });
  if (taken && !taken.retriedAt) return [];
  if (inner.status === 'faulted') return retryRun(writing, id, now);
  if (inner.status !== 'cancelled') return [];
  const isSetAsideNow = taken?.retriedAt?.getTime() === now.getTime();
  if (!isSetAsideNow || taken?.outcome === 'null') return reopen(writing, inner, now);
  // Somebody cancelled it: that stays so, and the task starts another one.
  await manager.update(RunEntity, { id }, { parentStep: id, awaitedBy: null });
  const start = { runId, kind: 'step' as const, name: `${parentStep}/start`, retriedAt: IsNull() };
  await manager.update(RunRecordEntity, start, { retriedAt: now });
  return [];
}
