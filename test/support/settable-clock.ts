import { Clock } from '../../src/kernel/clock.js';

/** A clock that stands still until a test sets it. */
export class SettableClock extends Clock {
  #now: Date;

  constructor(now = '2026-11-20T12:00:00.000Z') {
    super();
    this.#now = new Date(now);
  }

  override now(): Date {
    return this.#now;
  }

  override sleep(ms: number): Promise<void> {
    this.advance(ms);
    return Promise.resolve();
  }

  advance(ms: number): void {
    this.#now = new Date(this.#now.getTime() + ms);
  }
}
