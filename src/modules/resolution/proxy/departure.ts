import type { CancelSignal } from '../../../connectors/contract/vendor-exchange.js';

/** Tells a vendor call that its caller has gone away. One per proxied request, where an AbortController costs too much. */
export class Departure implements CancelSignal {
  #aborted = false;
  readonly #listeners = new Set<() => void>();

  get aborted(): boolean {
    return this.#aborted;
  }

  addEventListener(_type: 'abort', listener: () => void): void {
    this.#listeners.add(listener);
  }

  removeEventListener(_type: 'abort', listener: () => void): void {
    this.#listeners.delete(listener);
  }

  leave(): void {
    this.#aborted = true;
    for (const listener of this.#listeners) listener();
  }
}
