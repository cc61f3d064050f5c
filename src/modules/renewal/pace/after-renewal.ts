import type { RenewalRate } from '../../../connectors/contract/renewal-facts.js';
import { type IssuedTimes, nextRenewalOf } from '../../tokens/renewal-schedule.js';

export interface Renewed {
  readonly now: Date;
  readonly times: IssuedTimes;
  readonly rate: RenewalRate;
  /** 0 to 1. */
  readonly spread: number;
  /** Asked before the token has this age, the vendor gives the same one again. */
  readonly earliestRenewalSeconds: number | undefined;
  /** The vendor has given the same access token again. */
  readonly isSame: boolean;
}

export interface Looks {
  /** When the clock looks at the token next; null when it never does. */
  readonly nextRenewalAt: Date | null;
  /** Not before this does a resolution ask the vendor again; null when it may when it must. */
  readonly retryAt: Date | null;
}

/** Unless the token lives shorter: no success is followed by the next renewal at once. */
const LEAST_PAUSE = 30_000;
/** The pause after the same token without an expiry. */
const PAUSE_WITHOUT_EXPIRY = 15 * 60_000;

/**
 * When a renewed token is looked at again. A vendor that gives the same token early is asked again after half of what
 * is left of it, by the clock and by resolutions alike: the answer was a success, and yet it must not loop.
 */
export function looksAfter(renewed: Renewed): Looks {
  const { now, times, isSame } = renewed;
  const left = times.expiresAt ? times.expiresAt.getTime() - now.getTime() : undefined;
  const planned = nextRenewalOf(times, renewed.rate, renewed.spread)?.getTime();
  const half = left === undefined ? PAUSE_WITHOUT_EXPIRY : Math.max(left / 2, LEAST_PAUSE);
  const notBefore = isSame ? now.getTime() + half : Math.max(earliestOf(renewed), now.getTime() + leastPause(left));
  return {
    nextRenewalAt: planned === undefined ? null : new Date(Math.max(planned, notBefore)),
    retryAt: isSame ? new Date(notBefore) : null,
  };
}

/** Where the vendor gives no other token before the end, the end is the time. */
function earliestOf({ times: { issuedAt, expiresAt }, earliestRenewalSeconds }: Renewed): number {
  if (!issuedAt || earliestRenewalSeconds === undefined) return 0;
  const earliest = issuedAt.getTime() + earliestRenewalSeconds * 1_000;
  return expiresAt ? Math.min(earliest, expiresAt.getTime()) : earliest;
}

function leastPause(left: number | undefined): number {
  return left === undefined ? LEAST_PAUSE : Math.max(1_000, Math.min(LEAST_PAUSE, left / 2));
}
