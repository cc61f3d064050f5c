import { SystemClock } from '../../src/kernel/clock.js';

/** The system's clock, moved ahead by what a test has let pass; waits take real time. */
export class FakeClock extends SystemClock {
  #aheadMs = 0;
  #passedMs = 0;

  override now(): Date {
    return new Date(Date.now() + this.#aheadMs);
  }

  override elapsed(): number {
    return super.elapsed() + this.#passedMs;
  }

  advance(ms: number): void {
    this.#aheadMs += ms;
    this.#passedMs += Math.max(0, ms);
  }

  get aheadMs(): number {
    return this.#aheadMs;
  }
}
