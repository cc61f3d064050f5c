/** Ends an exchange with a vendor when its time is up, or when whoever asked goes away. */
export class Deadline {
  readonly signal: AbortSignal;
  readonly #caller: AbortSignal | undefined;
  readonly #timer: NodeJS.Timeout;
  #passed = false;

  constructor(ms: number, caller?: AbortSignal) {
    const controller = new AbortController();
    this.#caller = caller;
    this.#timer = setTimeout(() => {
      this.#passed = true;
      controller.abort();
    }, ms);
    this.signal = caller ? AbortSignal.any([controller.signal, caller]) : controller.signal;
  }

  get hasPassed(): boolean {
    return this.#passed;
  }

  get isCancelled(): boolean {
    return this.#caller?.aborted === true;
  }

  /** The caller may still cancel; time alone no longer ends the exchange. */
  lift(): void {
    clearTimeout(this.#timer);
  }
}
