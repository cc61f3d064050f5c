import type { ForecastEntry } from '../../../../src/modules/tokens/outlook/forecast-entry.js';
import {
  afterTelling,
  type Notices,
  noticesDue,
  plannedNotices,
} from '../../../../src/modules/tokens/outlook/notice-plan.js';

const DAY = 86_400_000;
const END = new Date('2027-01-31T00:00:00.000Z');
const before = (days: number) => new Date(END.getTime() - days * DAY);

const ENDING: ForecastEntry = {
  kind: 'consent-ends',
  at: END,
  isCertain: true,
  message: 'It ends.',
  remedy: 'reconnect',
  isPreventable: false,
  spanMs: 100 * DAY,
};
const TYPED: ForecastEntry = { ...ENDING, kind: 'credential-expires', remedy: 'configure' };

const daysOf = (entries: ForecastEntry[], notices: Notices | null = null, remindDays = 3) =>
  plannedNotices({ entries, notices, remindDays }).map(({ type, days }) => [type, days]);

/** Looks every so often over a long time; answers what was told at which look. */
function tellOver(entries: ForecastEntry[], { from, to, every }: Record<'from' | 'to' | 'every', number>) {
  const told: [string, number][] = [];
  let notices: Notices | null = null;
  for (let days = from; days >= to; days -= every) {
    const planned = plannedNotices({ entries, notices, remindDays: 3 });
    const due = noticesDue(planned, before(days));
    notices = afterTelling(notices, due);
    told.push(...due.map(({ type, days: step }): [string, number] => [type, step]));
  }
  return told;
}

describe('The plan of notices', () => {
  it('tells a forecast 14, 7 and 1 days ahead, and a typed-in date daily', () => {
    expect(daysOf([ENDING])).toEqual([
      ['forecast', 14],
      ['forecast', 7],
      ['forecast', 1],
    ]);
    expect(daysOf([TYPED])).toEqual([
      ['reminder', 3],
      ['reminder', 2],
      ['reminder', 1],
      ['reminder', 0],
    ]);
  });

  it.each([
    [30, [14, 7, 1]],
    [20, [7, 1]],
    [7, [1]],
    [0.2, [1]],
  ])('fits its steps into a stretch of %s days', (days, steps) => {
    expect(daysOf([{ ...ENDING, spanMs: days * DAY }]).map(([, step]) => step)).toEqual(steps);
  });

  it('forecasts only the first thing ahead, and nothing that the state has told', () => {
    expect(daysOf([ENDING, { ...ENDING, kind: 'dies-of-idleness' }])).toHaveLength(3);
    expect(daysOf([{ ...ENDING, kind: 'needs-person' }])).toEqual([]);
  });

  it.each([
    ['every hour', 1 / 24],
    ['every day', 1],
  ])('tells each step once, looking %s', (_how, every) => {
    expect(tellOver([ENDING, TYPED], { from: 40, to: -10, every })).toEqual([
      ['forecast', 14],
      ['forecast', 7],
      ['reminder', 3],
      ['reminder', 2],
      ['forecast', 1],
      ['reminder', 1],
      ['reminder', 0],
    ]);
  });

  it('tells after a pause what is true now, and leaves out what it missed', () => {
    expect(tellOver([ENDING, TYPED], { from: 2.5, to: 2.5, every: 1 })).toEqual([
      ['forecast', 7],
      ['reminder', 3],
    ]);
    expect(tellOver([ENDING, TYPED], { from: -3, to: -9, every: 1 })).toEqual([
      ['forecast', 1],
      ['reminder', 0],
    ]);
  });

  it('begins anew when the date has moved', () => {
    const notices = afterTelling(
      null,
      noticesDue(plannedNotices({ entries: [ENDING], notices: null, remindDays: 3 }), before(6)),
    );
    expect(daysOf([ENDING], notices)).toEqual([['forecast', 1]]);
    expect(daysOf([{ ...ENDING, at: new Date(END.getTime() + DAY) }], notices)).toHaveLength(3);
  });

  it('remembers nothing when nothing was told', () => {
    expect(afterTelling(null, [])).toBeNull();
  });
});
