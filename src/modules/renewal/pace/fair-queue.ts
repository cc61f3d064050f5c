import { HostLine } from './host-line.js';
import type { Waiting } from './waiting.js';

/** Renewals under way at once in this process, at all vendors together. */
const AT_ONCE = 512;
/** A tenant may always have so many waiting at a host, however full the line is: others never keep it out. */
const FEW = 4;

/**
 * Who is renewed next: hosts in turn, and at each host its tenants in turn. A vendor that is slow fills its own line
 * only, and a tenant with a hundred thousand due tokens takes every other place at most.
 */
export class FairQueue<T extends Waiting> {
  readonly #lines = new Map<string, HostLine<T>>();
  readonly #members = new Set<string>();
  readonly #waitingOf = new Map<string, number>();
  #running = 0;
  #waiting = 0;

  get running(): number {
    return this.#running;
  }

  get waiting(): number {
    return this.#waiting;
  }

  /** Waiting or running. */
  has(id: string): boolean {
    return this.#members.has(id);
  }

  /** Tenants that have at least so many waiting. */
  wellStocked(atLeast: number): readonly string[] {
    return [...this.#waitingOf].filter(([, waiting]) => waiting >= atLeast).map(([tenantId]) => tenantId);
  }

  /** Whether it would be its turn soon. */
  hasRoomFor({ host, tenantId, atOnce }: Pick<T, 'host' | 'tenantId' | 'atOnce'>): boolean {
    const line = this.#lines.get(host);
    return line === undefined || line.waiting < 2 * atOnce || line.waitingOf(tenantId) < FEW;
  }

  add(entry: T): void {
    const line = this.#lines.get(entry.host) ?? new HostLine<T>();
    this.#lines.set(entry.host, line);
    line.add(entry);
    this.#members.add(entry.id);
    this.count(entry.tenantId, 1);
  }

  /** The next one that may begin now; it runs until `done`. */
  next(): T | undefined {
    if (this.#running >= AT_ONCE) return undefined;
    for (const [host, line] of this.#lines) {
      const entry = line.next();
      if (entry === undefined) continue;
      this.#lines.delete(host);
      this.#lines.set(host, line);
      this.#running += 1;
      this.count(entry.tenantId, -1);
      return entry;
    }
    return undefined;
  }

  done(entry: T): void {
    const line = this.#lines.get(entry.host);
    line?.done();
    if (line?.isEmpty) this.#lines.delete(entry.host);
    this.#members.delete(entry.id);
    this.#running -= 1;
  }

  /** Takes out whoever waits. */
  drain(): T[] {
    const entries = [...this.#lines.values()].flatMap((line) => line.drain());
    for (const { id, tenantId } of entries) {
      this.#members.delete(id);
      this.count(tenantId, -1);
    }
    return entries;
  }

  private count(tenantId: string, more: number): void {
    this.#waiting += more;
    const waiting = (this.#waitingOf.get(tenantId) ?? 0) + more;
    if (waiting > 0) this.#waitingOf.set(tenantId, waiting);
    else this.#waitingOf.delete(tenantId);
  }
}
