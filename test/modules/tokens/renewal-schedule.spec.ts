import { describe, expect, it } from '@jest/globals';
import { RENEWAL_RATES, type RenewalRate } from '../../../src/connectors/contract/renewal-facts.js';
import { nextRenewalOf, spreadOf } from '../../../src/modules/tokens/renewal-schedule.js';

const ISSUED = new Date('2026-11-20T12:00:00.000Z');
const lasting = (seconds: number | null) => ({
  issuedAt: ISSUED,
  expiresAt: seconds === null ? null : new Date(ISSUED.getTime() + seconds * 1_000),
});
const wait = (life: number | null, rate: RenewalRate, spread = 0) => {
  const next = nextRenewalOf(lasting(life), rate, spread);
  return next && (next.getTime() - ISSUED.getTime()) / 1_000;
};

describe('The renewal by the clock', () => {
  it.each([
    ['at the age of the rate', { life: 86_400, rate: 'every-hour' }, 3_600],
    ['at the age of the rate, for a token without expiry', { life: null, rate: 'every-15-minutes' }, 900],
    ['before the real expiry, when that comes first', { life: 3_600, rate: 'every-day' }, 3_240],
    ['before the real expiry, also when both come together', { life: 3_600, rate: 'every-hour' }, 3_240],
    ['ten minutes before the expiry of a long life', { life: 14_400, rate: 'every-day' }, 13_800],
    ['half a minute before the expiry of a short life', { life: 120, rate: 'every-day' }, 90],
    ['at half of a very short life', { life: 30, rate: 'every-day' }, 15],
    ['never, when the rate is disabled', { life: 3_600, rate: 'disabled' }, null],
  ] as const)('comes %s', (_when, { life, rate }, seconds) => {
    expect(wait(life, rate)).toBe(seconds);
  });

  it('never comes when nothing was issued', () => {
    expect(nextRenewalOf({ issuedAt: null, expiresAt: null }, 'every-hour', 0)).toBeNull();
  });

  it('keeps to the age of each rate that there is', () => {
    for (const [rate, { seconds }] of Object.entries(RENEWAL_RATES)) {
      expect(wait(null, rate as RenewalRate)).toBe(seconds ?? null);
    }
  });

  it('is spread to earlier times, by two minutes or a fifth at most, and never to the past', () => {
    expect(wait(86_400, 'every-hour', 1)).toBe(3_480);
    expect(wait(86_400, 'every-hour', 0.5)).toBe(3_540);
    expect(wait(120, 'every-day', 1)).toBe(72);
    expect(wait(1, 'every-day', 1)).toBe(1);
    expect(wait(0, 'every-day', 1)).toBe(1);
  });

  it('is spread alike for the same token, and evenly over many', () => {
    expect(spreadOf('tok_1')).toBe(spreadOf('tok_1'));
    const spreads = Array.from({ length: 2_000 }, (_, index) => spreadOf(`tok_01m80qk9gte05tqwh0z37z${index}`));
    for (const spread of spreads) {
      expect(spread).toBeGreaterThanOrEqual(0);
      expect(spread).toBeLessThanOrEqual(1);
    }
    const perQuarter = [0, 1, 2, 3].map((quarter) => spreads.filter((s) => Math.floor(s * 4) === quarter).length);
    for (const count of perQuarter) expect(count).toBeGreaterThan(350);
  });
});
