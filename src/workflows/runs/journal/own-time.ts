import type { RunEntity } from '../run.entity.js';
import type { RunRecordEntity } from './run-record.entity.js';
import type { RunWaitEntity } from './run-wait.entity.js';

/** Where one strand of a run stands: at the end of what it did last, so that a replay sees the same times. */
export interface OwnTime {
  readonly now: Date;
  /** How long the strand had been parked by then. */
  readonly parkedMs: number;
  /** How long the run had lain suspended or faulted by then. */
  readonly pausedMs: number;
}

export function startOf({ startedAt }: RunEntity): OwnTime {
  return { now: startedAt, parkedMs: 0, pausedMs: 0 };
}

export function timeAfter(record: RunRecordEntity, before: OwnTime): OwnTime {
  return {
    now: record.endedAt ?? before.now,
    parkedMs: before.parkedMs + Number(record.parkedMs ?? 0),
    pausedMs: Number(record.pausedMs ?? 0),
  };
}

/** The run's own time, in milliseconds: while it waits for a person, is suspended or faulted, it stands still. Law 7. */
export function elapsedAt({ now, parkedMs, pausedMs }: OwnTime, { startedAt }: RunEntity): number {
  return now.getTime() - startedAt.getTime() - parkedMs - pausedMs;
}

/** When so much of its own time will have passed, if nothing stops it until then. */
export function instantIn(ms: number, { now, pausedMs }: OwnTime, run: RunEntity): Date {
  return new Date(now.getTime() + ms + Number(run.pausedMs ?? 0) - pausedMs);
}

export function isParking({ kind }: Pick<RunWaitEntity, 'kind'>): boolean {
  return kind === 'token' || kind === 'unknown-outcome';
}

/** How long a wait parked its strand; what the run was suspended meanwhile is counted as that. */
export function parkedUntil(now: Date, { since, pausedMs }: RunWaitEntity, run: RunEntity): number {
  const paused = Number(run.pausedMs ?? 0) - Number(pausedMs ?? 0);
  return Math.max(0, now.getTime() - since.getTime() - paused);
}
