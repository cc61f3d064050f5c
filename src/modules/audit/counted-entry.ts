import type { DatedEntry } from './audit-entry.js';

/** What happens again and again within a moment, and is written as one event with `times`. */
export class CountedEntry {
  #times = 1;
  #isOpen = true;

  constructor(private readonly first: DatedEntry) {}

  /** False when it was taken to be written: what happens now begins another entry. */
  add(): boolean {
    if (this.#isOpen) this.#times += 1;
    return this.#isOpen;
  }

  /** Closes it. */
  take(): DatedEntry {
    this.#isOpen = false;
    return { ...this.first, facts: { ...this.first.facts, times: this.#times } };
  }
}
