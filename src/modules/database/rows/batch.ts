import { setImmediate as nextTurn } from 'node:timers/promises';

const MOST_TOGETHER = 100;

interface Waiting<In, Out> {
  readonly item: In;
  resolve(out: Out): void;
  reject(error: unknown): void;
}

/**
 * Does for many at once what each of them asks for alone: what comes in while one batch is under way makes the next.
 * When a batch fails, each of its items is tried alone, so that one cannot fail the others.
 */
export class Batch<In, Out> {
  #waiting: Waiting<In, Out>[] = [];
  #isRunning = false;

  /** @param work answers one result for each item, in their order; all or nothing is done when it fails. */
  constructor(private readonly work: (items: readonly In[]) => Promise<readonly Out[]>) {}

  add(item: In): Promise<Out> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ item, resolve, reject });
      if (!this.#isRunning) void this.#runAll();
    });
  }

  async #runAll(): Promise<void> {
    this.#isRunning = true;
    while (this.#waiting.length > 0) {
      await nextTurn();
      await this.#run(this.#waiting.splice(0, MOST_TOGETHER));
    }
    this.#isRunning = false;
  }

  async #run(batch: readonly Waiting<In, Out>[]): Promise<void> {
    try {
      const results = await this.work(batch.map(({ item }) => item));
      for (const [index, { resolve }] of batch.entries()) resolve(results[index] as Out);
    } catch (error) {
      const [first] = batch;
      if (batch.length === 1) return first?.reject(error);
      for (const one of batch) await this.#run([one]);
    }
  }
}
