import type { PutBack } from './due-tokens.js';

/** Times are rounded up to this, so that many tokens are put back with few statements. Milliseconds. */
const STEP = 250;

/** Collects tokens with the time at which to look at them again. */
export class Later {
  #ids = new Map<number, string[]>();

  add(id: string, at: number): void {
    const rounded = Math.ceil(at / STEP) * STEP;
    const ids = this.#ids.get(rounded) ?? [];
    ids.push(id);
    this.#ids.set(rounded, ids);
  }

  /** All of them, and empty again. */
  take(): PutBack[] {
    const taken = [...this.#ids].map(([at, ids]) => ({ at: new Date(at), ids }));
    this.#ids = new Map();
    return taken;
  }
}
