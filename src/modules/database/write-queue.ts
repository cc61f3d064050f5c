/** Runs one task after the other, in the order they came; a failed task does not stop the next. */
export class WriteQueue {
  #last: Promise<unknown> = Promise.resolve();

  add<T>(task: () => Promise<T>): Promise<T> {
    const result = this.#last.then(task, task);
    this.#last = result.catch(() => undefined);
    return result;
  }

  /** Resolves when everything that was added so far has run. */
  async settled(): Promise<void> {
    await this.#last;
  }
}
