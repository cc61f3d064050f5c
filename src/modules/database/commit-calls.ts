import type { EntityManager } from 'typeorm';

/** What is to be called once a transaction has been committed, by the transaction's manager. */
export class CommitCalls {
  readonly #calls = new WeakMap<EntityManager, (() => void)[]>();

  add(manager: EntityManager, call: () => void): void {
    const calls = this.#calls.get(manager);
    if (calls) calls.push(call);
    else this.#calls.set(manager, [call]);
  }

  /** All calls of this manager, once. */
  take(manager: EntityManager): readonly (() => void)[] {
    const calls = this.#calls.get(manager) ?? [];
    this.#calls.delete(manager);
    return calls;
  }

  /** A place to come back to with `forget`. */
  mark(manager: EntityManager): number {
    return this.#calls.get(manager)?.length ?? 0;
  }

  /** Drops what was added since the mark: that part of the transaction was rolled back. */
  forget(manager: EntityManager, mark: number): void {
    this.#calls.get(manager)?.splice(mark);
  }
}
