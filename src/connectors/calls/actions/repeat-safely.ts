import { BrokerError } from '../../../kernel/broker.error.js';
import type { Clock } from '../../../kernel/clock.js';

const MOST_ATTEMPTS = 4;
/** For all attempts and the waits between them. Milliseconds. */
const PATIENCE = 30_000;
const FIRST_WAIT = 500;
const LONGEST_WAIT = 8_000;
/** Refusals and losses that pass, while nobody waited a whole deadline for them. */
const PASSING = new Set(['api-refused', 'vendor-unreachable', 'answer-lost']);

/**
 * Repeats a call that may be repeated while the vendor asks to wait: as long as it asks, or longer each time with full
 * jitter, so that many who were turned away do not come back together. Never beyond the time that a call has.
 */
export async function repeatSafely<T>(call: () => Promise<T>, clock: Clock): Promise<T> {
  const deadline = clock.elapsed() + PATIENCE;
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await call();
    } catch (error) {
      const wait = passes(error) ? waitBefore(attempt, error.retryAfterMs) : undefined;
      if (wait === undefined || attempt === MOST_ATTEMPTS || clock.elapsed() + wait >= deadline) throw error;
      await clock.sleep(wait);
    }
  }
}

function passes(error: unknown): error is BrokerError {
  return error instanceof BrokerError && error.remedy === 'wait' && PASSING.has(error.code);
}

/** A little longer than asked: whoever was told the same time comes back at other moments. */
function waitBefore(attempt: number, askedMs: number | undefined): number {
  const most = Math.min(FIRST_WAIT * 2 ** (attempt - 1), LONGEST_WAIT);
  return askedMs === undefined ? Math.random() * most : askedMs + Math.random() * FIRST_WAIT;
}
