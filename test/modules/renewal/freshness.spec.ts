import { describe, expect, it } from '@jest/globals';
import { freshnessOf } from '../../../src/modules/renewal/freshness.js';

const ISSUED = new Date('2026-11-20T12:00:00.000Z');
const later = (seconds: number) => new Date(ISSUED.getTime() + seconds * 1_000);

describe('The freshness of an issued token', () => {
  it.each([
    ['without expiry', { life: null, age: 1e9 }, 'timeless'],
    ['just issued', { life: 3_600, age: 0 }, 'fresh'],
    ['a second before its margin', { life: 3_600, age: 3_600 - 361 }, 'fresh'],
    ['at its margin, a tenth of its life', { life: 3_600, age: 3_600 - 360 }, 'due'],
    ['a second before its end', { life: 3_600, age: 3_599 }, 'due'],
    ['at its end', { life: 3_600, age: 3_600 }, 'expired'],
    ['long after its end', { life: 3_600, age: 1e6 }, 'expired'],
    ['of a day, ten minutes before its end', { life: 86_400, age: 86_400 - 600 }, 'due'],
    ['of a day, eleven minutes before its end', { life: 86_400, age: 86_400 - 660 }, 'fresh'],
    ['of five minutes, half a minute before its end', { life: 300, age: 270 }, 'due'],
    ['of five minutes, just before that', { life: 300, age: 269 }, 'fresh'],
    ['of forty seconds, in its first half', { life: 40, age: 19 }, 'fresh'],
    ['of forty seconds, in its second half', { life: 40, age: 20 }, 'due'],
    ['that was born dead', { life: 0, age: 0 }, 'expired'],
    ['seen by a clock that is behind', { life: 3_600, age: -1e5 }, 'fresh'],
  ])('%s', (_what, { life, age }, freshness) => {
    const times = { issuedAt: ISSUED, expiresAt: life === null ? null : later(life) };
    expect(freshnessOf(times, later(age))).toBe(freshness);
  });

  it('does not need to know when it was issued', () => {
    expect(freshnessOf({ issuedAt: null, expiresAt: later(61) }, later(0))).toBe('fresh');
    expect(freshnessOf({ issuedAt: null, expiresAt: later(60) }, later(0))).toBe('due');
    expect(freshnessOf({ issuedAt: null, expiresAt: null }, later(0))).toBe('timeless');
  });
});
