import { retryAfterMs } from '../../../src/connectors/wire/retry-after.js';

const NOW = new Date('1994-11-06T08:49:30.000Z');
const DAY = 86_400_000;

describe('The time that a vendor asks to wait', () => {
  it.each([
    ['seconds', '7', 7_000],
    ['none', '0', 0],
    ['parts of a second', '1.5', 1_500],
    ['more than a day', '99999999999', DAY],
    ['a date', 'Sun, 06 Nov 1994 08:49:37 GMT', 7_000],
    ['an older date', 'Sunday, 06-Nov-94 08:49:37 GMT', 7_000],
    ['the oldest date', 'Sun Nov  6 08:49:37 1994', 7_000],
    ['an ISO date', '1994-11-06T08:49:37Z', 7_000],
    ['a date that is past', 'Sun, 06 Nov 1994 08:49:00 GMT', 0],
  ])('is read from %s', (_what, text, ms) => {
    expect(retryAfterMs(text, NOW)).toBe(ms);
  });

  it.each(['', ' ', 'soon', 'in 5', '-1', '1e3', '2 hours 1', 'Sun, GMT', 'NaN'])('is not known from "%s"', (text) => {
    expect(retryAfterMs(text, NOW)).toBeUndefined();
  });
});
