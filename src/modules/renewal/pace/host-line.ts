import type { Waiting } from './waiting.js';

/** The tenants that wait at one host, in turn. */
export class HostLine<T extends Waiting> {
  readonly #tenants = new Map<string, T[]>();
  #running = 0;
  #waiting = 0;

  get waiting(): number {
    return this.#waiting;
  }

  get isEmpty(): boolean {
    return this.#running === 0 && this.#waiting === 0;
  }

  waitingOf(tenantId: string): number {
    return this.#tenants.get(tenantId)?.length ?? 0;
  }

  add(entry: T): void {
    const own = this.#tenants.get(entry.tenantId) ?? [];
    const before = own.findLastIndex(({ deadline }) => deadline <= entry.deadline);
    own.splice(before + 1, 0, entry);
    this.#tenants.set(entry.tenantId, own);
    this.#waiting += 1;
  }

  /** The most urgent one of the tenant whose turn it is; undefined when the host is busy or nobody waits. */
  next(): T | undefined {
    for (const [tenantId, own] of this.#tenants) {
      const [entry] = own;
      if (entry === undefined || this.#running >= entry.atOnce) return undefined;
      own.shift();
      this.#tenants.delete(tenantId);
      if (own.length > 0) this.#tenants.set(tenantId, own);
      this.#waiting -= 1;
      this.#running += 1;
      return entry;
    }
    return undefined;
  }

  done(): void {
    this.#running -= 1;
  }

  drain(): T[] {
    const entries = [...this.#tenants.values()].flat();
    this.#tenants.clear();
    this.#waiting = 0;
    return entries;
  }
}
