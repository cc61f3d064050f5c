import { SystemClock } from '../../src/kernel/clock.js';

/** The real clock, which a test can move ahead. */
export class MovingClock extends SystemClock {
  #ahead = 0;

  override now(): Date {
    return new Date(super.now().getTime() + this.#ahead);
  }

  advance(ms: number): void {
    this.#ahead += ms;
  }
}
