import type { AccessToken } from '../../tokens/access-token.entity.js';

const FIRST = 5_000;
const LONGEST = 15 * 60_000;
/** The clocks of replicas may be so far apart. */
const CLOCKS_DIFFER = 60_000;

/** Full jitter: anywhere from nothing to the doubled ceiling, but not before the vendor's word. Milliseconds. */
export function backoffAfter(failures: number, random: number, retryAfterMs: number | undefined): number {
  const ceiling = Math.min(LONGEST, FIRST * 2 ** Math.min(failures - 1, 20));
  return Math.max(Math.round(ceiling * random), retryAfterMs ?? 1_000);
}

/**
 * Whether it is too early to ask the vendor again. A time that was written in what is now the future comes from a clock
 * that was set back since, and holds nobody.
 */
export function isHeldBack(
  { retryAt, lastFailureAt, lastRenewalAt }: Pick<AccessToken, 'retryAt' | 'lastFailureAt' | 'lastRenewalAt'>,
  now: Date,
): boolean {
  if (retryAt === null || retryAt <= now) return false;
  return ![lastFailureAt, lastRenewalAt].some(
    (written) => written !== null && written.getTime() > now.getTime() + CLOCKS_DIFFER,
  );
}
