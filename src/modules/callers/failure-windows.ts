import type { Clock } from '../../kernel/clock.js';

/** Keys remembered at once; bounds the memory that a flood under many keys can take. */
const MOST_KEYS = 20_000;

interface Window {
  count: number;
  readonly until: number;
}

export interface WindowLimit {
  /** Failures that one key may cause in one window. */
  readonly limit: number;
  readonly windowMs: number;
}

/** Counts failures by key, each in a window that begins with its first failure. */
export class FailureWindows {
  readonly #windows = new Map<string, Window>();

  constructor(
    private readonly clock: Clock,
    private readonly bounds: WindowLimit,
  ) {}

  /** Milliseconds until the key may fail again; 0 when it may now. */
  waitFor(key: string): number {
    const window = this.#current(key);
    return window && window.count >= this.bounds.limit ? window.until - this.clock.now().getTime() : 0;
  }

  count(key: string): void {
    const window = this.#current(key);
    if (window) window.count += 1;
    else this.#open(key);
  }

  /** Takes one count back: it was no failure. A key without failures takes no place, so it pushes out nobody's. */
  forgive(key: string): void {
    const window = this.#current(key);
    if (!window) return;
    window.count -= 1;
    if (window.count === 0) this.#windows.delete(key);
  }

  #current(key: string): Window | undefined {
    const window = this.#windows.get(key);
    return window && window.until > this.clock.now().getTime() ? window : undefined;
  }

  #open(key: string): void {
    this.#windows.delete(key);
    this.#windows.set(key, { count: 1, until: this.clock.now().getTime() + this.bounds.windowMs });
    if (this.#windows.size <= MOST_KEYS) return;
    const oldest = this.#windows.keys().next().value;
    if (oldest !== undefined) this.#windows.delete(oldest);
  }
}
