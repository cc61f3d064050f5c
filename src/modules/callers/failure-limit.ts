import { Injectable } from '@nestjs/common';
import { Clock } from '../../kernel/clock.js';

/** Failures that one address may cause in one window. */
export const FAILURE_LIMIT = 60;
/** Milliseconds. */
const WINDOW = 60_000;
/** Addresses remembered at once; bounds the memory that a flood from many addresses can take. */
const ADDRESSES = 20_000;

interface Window {
  count: number;
  readonly until: number;
}

/** Counts requests with a wrong key by address. A right key always passes: a neighbour cannot lock it out. */
@Injectable()
export class FailureLimit {
  readonly #windows = new Map<string, Window>();

  constructor(private readonly clock: Clock) {}

  /** Milliseconds until the address may fail again; 0 when it may now. */
  waitFor(address: string): number {
    const window = this.#current(address);
    return window && window.count >= FAILURE_LIMIT ? window.until - this.clock.now().getTime() : 0;
  }

  count(address: string): void {
    const window = this.#current(address);
    if (window) window.count += 1;
    else this.#open(address);
  }

  #current(address: string): Window | undefined {
    const window = this.#windows.get(address);
    return window && window.until > this.clock.now().getTime() ? window : undefined;
  }

  #open(address: string): void {
    this.#windows.delete(address);
    this.#windows.set(address, { count: 1, until: this.clock.now().getTime() + WINDOW });
    if (this.#windows.size <= ADDRESSES) return;
    const oldest = this.#windows.keys().next().value;
    if (oldest !== undefined) this.#windows.delete(oldest);
  }
}
