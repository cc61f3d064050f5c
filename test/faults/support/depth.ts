import { it } from '@jest/globals';

/** `npm test` walks every suite once and briefly; `npm run test:faults` walks it whole, several times. */
export const isFull = process.env.FAULT_DEPTH === 'full';

/** How often, how many or how long, by the depth of this run. */
export function byDepth<T>(depths: { readonly bounded: T; readonly full: T }): T {
  return isFull ? depths.full : depths.bounded;
}

/** Of whatever is random in a suite; a failure prints it, and FAULT_SEED repeats it. */
export const seed = Number(process.env.FAULT_SEED ?? Date.now() % 1_000_000_007);

/** For what only the whole walk tries. */
export const itInFull = isFull ? it : undefined;
