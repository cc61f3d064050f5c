import type { Readable } from 'node:stream';
import type { CancelSignal } from '../../contract/vendor-exchange.js';

export interface DeadlineOptions {
  readonly ms: number;
  /** Whoever asked may go away. */
  readonly signal?: CancelSignal | undefined;
  /** Time counts from its end on: how long an upload takes is no fault of the vendor's. */
  readonly after?: Readable | undefined;
}

/** Ends an exchange with a vendor when its time is up, or when whoever asked goes away. */
export class Deadline {
  readonly #ms: number;
  readonly #signal: CancelSignal | undefined;
  readonly #cancel = (): void => this.#listener();
  #listener: () => void = () => undefined;
  #timer: NodeJS.Timeout | undefined;
  #passed = false;

  constructor({ ms, signal, after }: DeadlineOptions) {
    this.#ms = ms;
    this.#signal = signal;
    signal?.addEventListener('abort', this.#cancel);
    if (after === undefined || after.readableEnded) this.#start();
    else after.once('end', () => this.#start());
  }

  get hasPassed(): boolean {
    return this.#passed;
  }

  get isCancelled(): boolean {
    return this.#signal?.aborted === true;
  }

  /** What to do then; at once when it has come already. Replaces what was said before. */
  onEnd(listener: () => void): void {
    this.#listener = listener;
    if (this.#passed || this.isCancelled) listener();
  }

  /** The exchange is over, or goes on without limits. */
  lift(): void {
    this.#listener = () => undefined;
    clearTimeout(this.#timer);
    this.#signal?.removeEventListener('abort', this.#cancel);
  }

  #start(): void {
    this.#timer = setTimeout(() => {
      this.#passed = true;
      this.#listener();
    }, this.#ms);
  }
}
