const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

/** From one attempt to the next, as the Standard Webhooks specification 1.0.0 recommends: ten attempts in three days. */
const WAITS = [5 * SECOND, 5 * MINUTE, 30 * MINUTE, 2 * HOUR, 5 * HOUR, 10 * HOUR, 14 * HOUR, 20 * HOUR, 24 * HOUR];

/** So that what failed together is not repeated together: up to a tenth longer. */
const JITTER = 0.1;

/** What a delivery has at most. */
export const MOST_TRIES = WAITS.length + 1;

/**
 * How long to wait after so many failed attempts, milliseconds; undefined when there have been enough. Never shorter
 * than the receiver asked for.
 */
export function waitAfter(tries: number, retryAfterMs = 0, random: () => number = Math.random): number | undefined {
  const wait = WAITS[tries - 1];
  return wait === undefined ? undefined : Math.max(Math.round(wait * (1 + JITTER * random())), retryAfterMs);
}
