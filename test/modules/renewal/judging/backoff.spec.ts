import { describe, expect, it } from '@jest/globals';
import { backoffAfter, isHeldBack } from '../../../../src/modules/renewal/judging/backoff.js';

describe('The wait after a failed renewal', () => {
  it.each([
    [1, 5_000],
    [2, 10_000],
    [3, 20_000],
    [8, 640_000],
    [9, 900_000],
    [50, 900_000],
    [1e9, 900_000],
  ])('after %i failures in a row is %i ms at most', (failures, most) => {
    expect(backoffAfter(failures, 1, undefined)).toBe(most);
  });

  it('is anywhere below that, so that a storm does not come back together, and a second at least', () => {
    expect(backoffAfter(3, 0.5, undefined)).toBe(10_000);
    expect(backoffAfter(3, 0, undefined)).toBe(1_000);
  });

  it('is no shorter than the vendor asked for', () => {
    expect(backoffAfter(1, 0, 120_000)).toBe(120_000);
    expect(backoffAfter(1, 1, 2_000)).toBe(5_000);
  });
});

describe('A token that failed is held back', () => {
  const now = new Date('2026-11-20T12:00:00.000Z');
  const at = (seconds: number) => new Date(now.getTime() + seconds * 1_000);
  it.each([
    ['until its time has come', { retryAt: at(10), lastFailureAt: at(-5), lastRenewalAt: at(-3_600) }, true],
    ['not when it has come', { retryAt: at(0), lastFailureAt: at(-5), lastRenewalAt: null }, false],
    ['not without a time', { retryAt: null, lastFailureAt: at(-5), lastRenewalAt: null }, false],
    [
      'also when a replica with a clock ahead of ours said so',
      { retryAt: at(10), lastFailureAt: at(2), lastRenewalAt: null },
      true,
    ],
    [
      'not by a clock that was set back since',
      { retryAt: at(3_610), lastFailureAt: at(3_600), lastRenewalAt: null },
      false,
    ],
  ])('%s', (_when, token, isHeld) => {
    expect(isHeldBack(token, now)).toBe(isHeld);
  });
});
