import { type IssuedTimes, marginOf } from '../tokens/renewal-schedule.js';

/**
 * `timeless`: nothing was issued or nothing expires. `due`: it works, but not for long. All that resolution has to know
 * of time.
 */
export type Freshness = 'timeless' | 'fresh' | 'due' | 'expired';

export function freshnessOf(times: IssuedTimes, now: Date): Freshness {
  const { expiresAt } = times;
  if (!expiresAt) return 'timeless';
  const left = expiresAt.getTime() - now.getTime();
  if (left <= 0) return 'expired';
  return left <= marginOf(times) ? 'due' : 'fresh';
}

/** Until when it is `timeless` or `fresh`; milliseconds since 1970. */
export function freshUntil(times: IssuedTimes): number {
  return times.expiresAt ? times.expiresAt.getTime() - marginOf(times) : Number.POSITIVE_INFINITY;
}
