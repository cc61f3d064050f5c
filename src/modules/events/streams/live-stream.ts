import type { Readable } from 'node:stream';
import { setImmediate, setTimeout } from 'node:timers/promises';
import type { TenantCaller } from '../../callers/caller.js';
import { StreamOutput } from './stream-output.js';

/** One listener, whatever it listens to: woken, it tells what is new since it last looked. */
export abstract class LiveStream {
  protected readonly output = new StreamOutput();
  /** How long it rests after a look: what moves many times in between is one look. Milliseconds. */
  protected readonly restMs: number = 0;
  #isAwake = false;
  #pumping: Promise<void> | undefined;

  constructor(readonly caller: TenantCaller) {}

  get body(): Readable {
    return this.output.body;
  }

  onEnd(tell: () => void): void {
    this.output.onEnd(tell);
  }

  end(): void {
    this.output.end();
  }

  heartbeat(): void {
    this.output.heartbeat();
  }

  /** There may be something new. */
  wake(): void {
    this.#isAwake = true;
    this.#pumping ??= this.#pump()
      .catch(() => this.output.drop())
      .finally(() => {
        this.#pumping = undefined;
        if (this.#isAwake && this.output.isOpen) this.wake();
      });
  }

  /** Tells what is new, in order. True when there is more. */
  protected abstract look(): Promise<boolean>;

  async #pump(): Promise<void> {
    while (this.#isAwake && this.output.isOpen) {
      this.#isAwake = false;
      const hasMore = await this.look();
      if (hasMore) this.#isAwake = true;
      // An embedded database answers without a wait: however much there is to tell, everybody else has a turn.
      await (hasMore ? setImmediate() : setTimeout(this.restMs, undefined, { ref: false }));
    }
  }
}
