import { looksAfter, type Renewed } from '../../../../src/modules/renewal/pace/after-renewal.js';

const NOW = new Date('2026-11-20T12:00:00.000Z');
const inSeconds = (seconds: number): Date => new Date(NOW.getTime() + seconds * 1_000);

function look(more: Partial<Renewed> & { readonly life?: number; readonly age?: number } = {}) {
  const { life = 3_600, age = 0, ...rest } = more;
  const issuedAt = inSeconds(-age);
  const expiresAt = life === 0 ? null : new Date(issuedAt.getTime() + life * 1_000);
  const looks = looksAfter({
    ...{ now: NOW, times: { issuedAt, expiresAt }, rate: 'every-day', spread: 0 },
    ...{ earliestRenewalSeconds: undefined, isSame: false },
    ...rest,
  });
  const seconds = (at: Date | null): number | null => at && (at.getTime() - NOW.getTime()) / 1_000;
  return { next: seconds(looks.nextRenewalAt), retry: seconds(looks.retryAt) };
}

describe('After a renewal the clock looks again', () => {
  it('before the expiry, by the margin', () => {
    expect(look()).toEqual({ next: 3_600 - 360, retry: null });
  });

  it('never when the rate is disabled', () => {
    expect(look({ rate: 'disabled' })).toEqual({ next: null, retry: null });
  });

  it('not before the vendor gives another token', () => {
    expect(look({ rate: 'every-15-minutes', earliestRenewalSeconds: 3_000 })).toEqual({ next: 3_000, retry: null });
    expect(look({ earliestRenewalSeconds: 7_200 }).next).toBe(3_600);
  });

  it('not at once, though the vendor says that the token is old', () => {
    expect(look({ age: 3_590 }).next).toBe(5);
    expect(look({ age: 3_400, rate: 'every-15-minutes' }).next).toBe(30);
  });

  it('soon after a token that lives shortly', () => {
    expect(look({ life: 20 }).next).toBe(10);
  });

  it.each([
    ['half of what is left', { age: 3_000 }, 300],
    ['half a minute at least', { age: 3_590 }, 30],
    ['a quarter of an hour without an expiry', { life: 0, age: 100_000 }, 900],
  ])('when the same token came again: after %s, and resolutions do not ask sooner', (_what, more, seconds) => {
    expect(look({ ...more, isSame: true })).toEqual({ next: expect.any(Number), retry: seconds });
    expect(look({ ...more, isSame: true }).next).toBeGreaterThanOrEqual(seconds);
  });
});
