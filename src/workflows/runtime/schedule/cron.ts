import { Cron } from 'croner';

/** Cron times are in UTC, which knows no summer time: no occurrence is skipped or comes twice. */
const OPTIONS = { timezone: 'UTC', mode: '5-part', paused: true } as const;

/** Whether something ever comes does not depend on when it is asked. */
const SOME_TIME = new Date('2026-01-01T00:00:00Z');

/** Why a text cannot be used as a cron expression; undefined when it can. */
export function cronComplaint(text: string): string | undefined {
  // The library reads it as the moment at which it is asked.
  if (text.includes('?')) return 'a cron expression has no `?`: write `*`';
  try {
    return nextTick(text, SOME_TIME) ? undefined : 'this never comes, such as the 30th of February';
  } catch (error) {
    const why = error instanceof Error ? error.message.replace(/^CronPattern: /, '') : String(error);
    return hasFiveFields(text) ? `is no cron expression of five fields: ${why}` : FIVE_FIELDS;
  }
}

const FIVE_FIELDS =
  'is no cron expression of five fields (minute, hour, day of the month, month, day of the week), such as `0 6 * * MON-FRI`';

function hasFiveFields(text: string): boolean {
  return text.startsWith('@') || text.trim().split(/\s+/).length === 5;
}

/** The first time after an instant; undefined when there is none. */
export function nextTick(text: string, after: Date): Date | undefined {
  return new Cron(text, OPTIONS).nextRun(after) ?? undefined;
}
