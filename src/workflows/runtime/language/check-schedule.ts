import type { ScheduleSpec } from '../definition.js';
import { durationIn, LONGEST_DURATION } from '../expressions/duration.js';
import { cronComplaint } from '../schedule/cron.js';
import { SCHEDULE_KINDS, SHORTEST_INTERVAL } from '../schedule/rhythm.js';
import type { Findings } from './findings.js';

/** A schedule is written out: there is no run yet whose data an expression could look at. */
export function checkSchedule(schedule: ScheduleSpec | undefined, findings: Findings): void {
  if (schedule === undefined) return;
  const kinds = SCHEDULE_KINDS.filter((kind) => schedule[kind] !== undefined);
  if (kinds.length !== 1) {
    findings.add(
      '/schedule',
      'a schedule has one of `every`, `cron`, `after` and `on`; for another one, add a process',
    );
  }
  checkInterval(schedule.every, '/schedule/every', findings);
  checkInterval(schedule.after, '/schedule/after', findings);
  const complaint = schedule.cron === undefined ? undefined : cronComplaint(schedule.cron);
  if (complaint !== undefined) findings.add('/schedule/cron', complaint);
}

function checkInterval(duration: ScheduleSpec['every'], path: string, findings: Findings): void {
  if (duration === undefined) return;
  const ms = durationIn(duration);
  if (ms === undefined) {
    findings.add(path, 'is an ISO 8601 duration of weeks, days, hours, minutes and seconds, and no expression');
  } else if (ms < SHORTEST_INTERVAL) findings.add(path, 'is at least one second');
  else if (ms > LONGEST_DURATION) findings.add(path, 'is not longer than ten years');
}
