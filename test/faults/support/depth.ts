import { it } from '@jest/globals';

/** `npm test` walks every suite once and briefly; `npm run test:faults` walks it whole, several times. */
export const isFull = process.env.FAULT_DEPTH === 'full';

/** How often, how many or how long, by the depth of this run. */
export function byDepth<T>(depths: { readonly bounded: T; readonly full: T }): T {
  return isFull ? depths.full : depths.bounded;
}

/**
 * Of whatever is random in a suite; a failure prints it, and FAULT_SEED repeats it. The whole walk looks for what nobody
 * has found yet; the brief one is the same every time, so that it refuses only the change that broke something.
 */
export const seed = Number(process.env.FAULT_SEED ?? byDepth({ bounded: 4_711, full: Date.now() % 1_000_000_007 }));

/** For what only the whole walk tries. */
export const itInFull = isFull ? it : undefined;
