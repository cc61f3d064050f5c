/** Where the machine has no time to give, or what is timed does nothing, it ends after that many times its allowance. */
const LONGEST_WAIT = 10;
/** A look costs nothing, and need not be more exact. */
const LOOK_AGAIN_MS = 50;

/**
 * Acts once this process has had so much processor time, in milliseconds: no thread of it can have had more. On a busy
 * machine that is later than by the clock, which would punish sound work for what others do. Returns what calls it off.
 */
export function afterProcessorTime(allowanceMs: number, act: () => void): () => void {
  const usedBefore = process.cpuUsage();
  const giveUpAt = performance.now() + allowanceMs * LONGEST_WAIT;
  const look = (): void => {
    const { user, system } = process.cpuUsage(usedBefore);
    const leftMs = allowanceMs - (user + system) / 1_000;
    if (leftMs <= 0 || performance.now() >= giveUpAt) act();
    else timer = setTimeout(look, Math.max(leftMs, LOOK_AGAIN_MS));
  };
  let timer = setTimeout(look, allowanceMs);
  return () => clearTimeout(timer);
}
