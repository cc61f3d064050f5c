import { Injectable } from '@nestjs/common';
import { Clock } from '../../kernel/clock.js';
import { FailureWindows } from './failure-windows.js';

/** Failures that one address may cause in one window. */
export const FAILURE_LIMIT = 60;
/** Milliseconds. */
const WINDOW = 60_000;

/** Counts requests with a wrong key by address. A right key always passes: a neighbour cannot lock it out. */
@Injectable()
export class FailureLimit {
  readonly #windows: FailureWindows;

  constructor(clock: Clock) {
    this.#windows = new FailureWindows(clock, { limit: FAILURE_LIMIT, windowMs: WINDOW });
  }

  /** Milliseconds until the address may fail again; 0 when it may now. */
  waitFor(address: string): number {
    return this.#windows.waitFor(address);
  }

  count(address: string): void {
    this.#windows.count(address);
  }
}
