import { type EntityManager, IsNull, MoreThan, Not } from 'typeorm';
import { lockRow } from '../../../modules/database/lock-row.js';
import { RunRecordEntity } from '../journal/run-record.entity.js';
import { RunWaitEntity } from '../journal/run-wait.entity.js';
import type { RunWriting } from '../lifecycle/run-rows.js';
import { RunEntity, type Suspension } from '../run.entity.js';

/**
 * Suspends a run with all inner runs that it waits for, within a transaction. The ids of those that were under way;
 * none when it has ended, or is suspended already.
 */
export async function suspendRun(writing: RunWriting, id: string, suspension: Suspension): Promise<string[]> {
  const { manager, rows } = writing;
  const columns = { status: 'suspended', suspension, wakeAt: null, updatedAt: new Date(suspension.since) } as const;
  if (!(await rows.change(manager, { id, isGoing: true }, { ...columns, isPause: true }))) return [];
  const suspended = [id];
  for (const inner of await awaitedBy(manager, id)) {
    suspended.push(...(await suspendRun(writing, inner.id, { ...suspension, withRunId: suspension.withRunId ?? id })));
  }
  return suspended;
}

/** Of an inner run that begins while its starter is suspended. */
export function suspensionWith({ id, suspension }: RunEntity): Suspension | undefined {
  return suspension ? { ...suspension, withRunId: suspension.withRunId ?? id } : undefined;
}

/**
 * Lets a suspended run and those that were suspended with it go on, within a transaction. Whatever was due or told
 * meanwhile, the performance finds. The ids of those that go on; none when it is not suspended.
 */
export async function resumeRun(writing: RunWriting, id: string, now: Date): Promise<string[]> {
  const { manager, rows } = writing;
  const run = await lockRow(manager, RunEntity, { id });
  if (run?.status !== 'suspended' || !run.suspension) return [];
  const top = run.suspension.withRunId ?? id;
  const pause = Math.max(0, now.getTime() - (await stoppedAt(manager, id, run.suspension)).getTime());
  const pausedMs = String(Number(run.pausedMs ?? 0) + pause);
  const columns = { status: 'running', suspension: null, pausedMs, wakeAt: now, updatedAt: now } as const;
  await rows.change(manager, { id, tenantId: run.tenantId }, columns);
  await deferWaits(manager, id, pause);
  const resumed = [id];
  for (const inner of await awaitedBy(manager, id)) {
    if (inner.suspension?.withRunId === top) resumed.push(...(await resumeRun(writing, inner.id, now)));
  }
  return resumed;
}

/** A step that was under way ended after that, and took its own time. */
async function stoppedAt(manager: EntityManager, runId: string, { since }: Suspension): Promise<Date> {
  const where = { runId, endedAt: MoreThan(new Date(since)) };
  const last = await manager.findOne(RunRecordEntity, { where, order: { endedAt: 'DESC' } });
  return last?.endedAt ?? new Date(since);
}

/** Time limits and deadlines stood still; only what waits for an instant of the clock does not move with them. */
async function deferWaits(manager: EntityManager, runId: string, pause: number): Promise<void> {
  for (const { seq, kind, dueAt, deadline } of await manager.findBy(RunWaitEntity, { runId, kind: Not('time') })) {
    const later = (at: Date | null) => at && new Date(at.getTime() + pause);
    await manager.update(RunWaitEntity, { runId, seq, kind }, { dueAt: later(dueAt), deadline: later(deadline) });
  }
}

function awaitedBy(manager: EntityManager, parentRunId: string): Promise<RunEntity[]> {
  return manager.find(RunEntity, { where: { parentRunId, awaitedBy: Not(IsNull()), endedAt: IsNull() } });
}
