import { RENEWAL_RATES, type RenewalRate } from '../../connectors/contract/renewal-facts.js';

export interface IssuedTimes {
  readonly issuedAt: Date | null;
  readonly expiresAt: Date | null;
}

const SECOND = 1_000;
const SMALLEST_MARGIN = 30 * SECOND;
const LARGEST_MARGIN = 600 * SECOND;
const LARGEST_SPREAD = 120 * SECOND;

/** How long before its real expiry a token is renewed: a tenth of its life, clamped, never more than half. Milliseconds. */
export function marginOf({ issuedAt, expiresAt }: IssuedTimes): number {
  if (!expiresAt) return 0;
  const life = issuedAt ? expiresAt.getTime() - issuedAt.getTime() : LARGEST_MARGIN;
  const tenth = Math.min(Math.max(life / 10, SMALLEST_MARGIN), LARGEST_MARGIN);
  return Math.max(0, Math.min(tenth, life / 2));
}

/**
 * When the clock renews: at the rate's longest age or before the real expiry, whichever comes first; never when the
 * rate is `disabled`. `spread` (0 to 1) moves tokens that were issued together apart, to an earlier time.
 */
export function nextRenewalOf(times: IssuedTimes, rate: RenewalRate, spread: number): Date | null {
  const age = RENEWAL_RATES[rate].seconds;
  const { issuedAt, expiresAt } = times;
  if (age === undefined || !issuedAt) return null;
  const byAge = issuedAt.getTime() + age * SECOND;
  const byExpiry = expiresAt ? expiresAt.getTime() - marginOf(times) : Number.POSITIVE_INFINITY;
  const wait = Math.min(byAge, byExpiry) - issuedAt.getTime();
  const earlier = Math.min(wait / 5, LARGEST_SPREAD) * spread;
  return new Date(issuedAt.getTime() + Math.max(wait - earlier, SECOND));
}

/** A number from 0 to 1 that stays the same for the same text. */
export function spreadOf(text: string): number {
  let hash = 2_166_136_261;
  for (let index = 0; index < text.length; index += 1) {
    hash = Math.imul(hash ^ text.charCodeAt(index), 16_777_619);
  }
  return (hash >>> 0) / 0xffff_ffff;
}
