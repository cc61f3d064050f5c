import { describe, expect, it } from '@jest/globals';
import { backoffAfter } from '../../../src/modules/renewal/backoff.js';

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
