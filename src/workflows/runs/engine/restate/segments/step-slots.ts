import { Injectable } from '@nestjs/common';
import { RetryableError } from '@restatedev/restate-sdk';
import { Configuration } from '../../../../../kernel/configuration.js';

/**
 * Which steps this replica performs. Restate sends a replica all it has: so a replica takes so many steps at a time, and
 * lets the others wait. When Restate asks for a step that is still under way here, because a connection broke, the
 * answer is the one that is coming.
 */
@Injectable()
export class StepSlots {
  readonly #underWay = new Map<string, Promise<unknown>>();
  readonly #line: (() => void)[] = [];
  #taken = 0;
  #isClosing = false;

  constructor(private readonly configuration: Configuration) {}

  /** @throws RetryableError when this replica is about to end: another one performs the step */
  perform<T>(name: string, work: () => Promise<T>): Promise<T> {
    const known = this.#underWay.get(name) as Promise<T> | undefined;
    if (known) return known;
    if (this.#isClosing) return Promise.reject(isAboutToEnd());
    const performed = this.#inSlot(name, work);
    this.#underWay.set(name, performed);
    return performed;
  }

  /** Steps under way end; none begins. */
  async close(): Promise<void> {
    this.#isClosing = true;
    await Promise.allSettled(this.#underWay.values());
  }

  async #inSlot<T>(name: string, work: () => Promise<T>): Promise<T> {
    if (this.#taken >= this.configuration.restateStepsAtOnce) {
      await new Promise<void>((resolve) => this.#line.push(resolve));
    } else {
      this.#taken += 1;
    }
    try {
      if (this.#isClosing) throw isAboutToEnd();
      return await work();
    } finally {
      this.#underWay.delete(name);
      const next = this.#line.shift();
      if (next) next();
      else this.#taken -= 1;
    }
  }
}

function isAboutToEnd(): RetryableError {
  return new RetryableError('This replica is about to end.', { retryAfter: 100 });
}
