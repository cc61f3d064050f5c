import { nextDue } from '../../../src/workflows/runtime/schedule/rhythm.js';

const at = (text: string) => new Date(text);

describe('a schedule by the clock', () => {
  it.each([
    ['an hour on', { every: 'PT1H' }, { now: '2026-01-01T10:00:00Z', due: '2026-01-01T11:00:00.000Z' }],
    [
      'at the next beat, however many were missed',
      { every: 'PT1H' },
      { now: '2026-01-03T10:59:59Z', due: '2026-01-03T11:00:00.000Z' },
    ],
    [
      'not at the beat that is now',
      { every: { minutes: 15 } },
      { now: '2026-01-01T10:15:00Z', due: '2026-01-01T10:30:00.000Z' },
    ],
    [
      'at the first beat while the clock is set back',
      { every: 'PT1H' },
      { now: '2025-01-01T00:00:00Z', due: '2026-01-01T11:00:00.000Z' },
    ],
    ['at midnight', { cron: '0 0 * * *' }, { now: '2026-01-01T10:00:00Z', due: '2026-01-02T00:00:00.000Z' }],
    [
      'not at the minute that is now',
      { cron: '*/5 * * * *' },
      { now: '2026-01-01T10:05:00Z', due: '2026-01-01T10:10:00.000Z' },
    ],
    ['on a 29th of February', { cron: '0 0 29 2 *' }, { now: '2026-01-01T10:00:00Z', due: '2028-02-29T00:00:00.000Z' }],
    [
      'at half past one when clocks elsewhere skip it',
      { cron: '30 1 * * *' },
      { now: '2026-03-28T10:00:00Z', due: '2026-03-29T01:30:00.000Z' },
    ],
    [
      'at half past one once when clocks elsewhere repeat it',
      { cron: '30 1 * * *' },
      { now: '2026-10-25T01:30:00Z', due: '2026-10-26T01:30:00.000Z' },
    ],
    [
      'on a Friday or a 13th',
      { cron: '0 0 13 * FRI' },
      { now: '2026-01-10T00:00:00Z', due: '2026-01-13T00:00:00.000Z' },
    ],
  ])('is due %s', (_when, spec, { now, due }) => {
    expect(nextDue(spec, { anchor: at('2026-01-01T10:00:00Z'), now: at(now) })?.toISOString()).toBe(due);
  });

  it('is never due when it waits for events', () => {
    expect(nextDue({ on: { any: [] } }, { anchor: new Date(0), now: new Date(0) })).toBeUndefined();
  });
});
