import { SystemClock } from '../../src/kernel/clock.js';

/** A clock that stands still until a test moves it. Waits take real time, as those of a server under test must. */
export class SettableClock extends SystemClock {
  #now: Date;
  #passedMs = 0;

  constructor(now = '2026-11-20T12:00:00.000Z') {
    super();
    this.#now = new Date(now);
  }

  override now(): Date {
    return this.#now;
  }

  override elapsed(): number {
    return this.#passedMs;
  }

  advance(ms: number): void {
    this.#now = new Date(this.#now.getTime() + ms);
    this.#passedMs += Math.max(0, ms);
  }
}
