import type { ScheduleSpec } from '../definition.js';
import { durationIn } from '../expressions/duration.js';
import { nextTick } from './cron.js';

/** A shorter interval or delay is refused, in milliseconds. */
export const SHORTEST_INTERVAL = 1_000;

export type ScheduleKind = 'every' | 'cron' | 'after' | 'on';
export const SCHEDULE_KINDS: readonly ScheduleKind[] = ['every', 'cron', 'after', 'on'];

/** The one kind of a schedule that was checked at publish. */
export function kindOf(schedule: ScheduleSpec): ScheduleKind {
  const kind = SCHEDULE_KINDS.find((each) => schedule[each] !== undefined);
  if (!kind) throw new TypeError('A schedule has every, cron, after or on.');
  return kind;
}

/** When a schedule by the clock is due next. Those that were missed in between do not count. */
export function nextDue({ every, cron }: ScheduleSpec, { anchor, now }: { anchor: Date; now: Date }): Date | undefined {
  if (cron !== undefined) return nextTick(cron, now);
  if (every === undefined) return undefined;
  const interval = intervalOf(every);
  const passed = Math.max(0, Math.floor((now.getTime() - anchor.getTime()) / interval));
  return new Date(anchor.getTime() + (passed + 1) * interval);
}

/** When a schedule with a delay is due again. */
export function dueAfter({ after }: ScheduleSpec, end: Date): Date {
  return new Date(end.getTime() + intervalOf(after));
}

function intervalOf(duration: ScheduleSpec['every']): number {
  return Math.max(SHORTEST_INTERVAL, durationIn(duration) ?? SHORTEST_INTERVAL);
}
