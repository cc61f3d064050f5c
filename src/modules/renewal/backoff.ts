const FIRST = 5_000;
const LONGEST = 15 * 60_000;

/** Full jitter: anywhere from nothing to the doubled ceiling, but not before the vendor's word. Milliseconds. */
export function backoffAfter(failures: number, random: number, retryAfterMs: number | undefined): number {
  const ceiling = Math.min(LONGEST, FIRST * 2 ** Math.min(failures - 1, 20));
  return Math.max(Math.round(ceiling * random), retryAfterMs ?? 1_000);
}
