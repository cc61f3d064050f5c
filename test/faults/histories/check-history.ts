import type { History, Read, Violation, ViolationKind, Write } from './history.js';

/**
 * Whether one order of all reads and writes explains what everybody saw: each takes effect between its start and its
 * end. Versions order the writes, so it is enough to follow the reads by their starts and to give each the smallest
 * version that it may mean; that choice binds later reads the least.
 */
export function checkHistory(history: History): Violation[] {
  const check = new HistoryCheck(history);
  return [...check.writes(), ...check.reads()];
}

class HistoryCheck {
  readonly #valueOf = new Map<number, string>();
  readonly #writeOf = new Map<number, Write>();
  readonly #versionsOf = new Map<string, number[]>();

  constructor(private readonly history: History) {}

  /** Knows the writes afterwards. */
  writes(): Violation[] {
    const violations: Violation[] = [];
    const acknowledged = new Floor(this.history.writes.filter(isAcknowledged), ({ version }) => version);
    for (const write of byStart(this.history.writes)) {
      const known = this.#writeOf.get(write.version);
      const floor = acknowledged.before(write.start);
      if (known && known.value !== undefined && known.value !== write.value)
        violations.push(this.violation('two-values', write));
      else if (known || write.version <= floor) violations.push(this.violation('no-order', write, floor));
      else this.remember(write);
    }
    for (const versions of this.#versionsOf.values()) versions.sort((a, b) => a - b);
    return violations;
  }

  reads(): Violation[] {
    const chosen = new Map<Read, number>();
    const acknowledged = new Floor(this.history.writes.filter(isAcknowledged), ({ version }) => version);
    const shown = new Floor(this.history.reads, (read) => chosen.get(read) ?? Number.NEGATIVE_INFINITY);
    const violations: Violation[] = [];
    for (const read of byStart(this.history.reads)) {
      const floors = { acknowledged: acknowledged.before(read.start), shown: shown.before(read.start) };
      const version = this.choose(read, Math.max(floors.acknowledged, floors.shown));
      if (version !== undefined) chosen.set(read, version);
      const fault = this.faultOf(read, version, floors);
      if (fault) violations.push(fault);
    }
    return violations;
  }

  /** The smallest version not below the floor that the read may mean; without one, the nearest that it means. */
  private choose(read: Read, floor: number): number | undefined {
    if (read.version !== undefined) return read.version;
    const versions = this.#versionsOf.get(read.value) ?? [];
    return versions.find((version) => version >= floor) ?? versions.at(-1);
  }

  private faultOf(
    read: Read,
    version: number | undefined,
    floors: { readonly acknowledged: number; readonly shown: number },
  ): Violation | undefined {
    if (version === undefined) return this.violation('unwritten', read);
    if (version < floors.acknowledged) return this.violation('stale', read, floors.acknowledged);
    if (version < floors.shown) return this.violation('went-back', read, floors.shown);
    const begun = this.#writeOf.get(version)?.start ?? Number.NEGATIVE_INFINITY;
    if (begun > read.end) return this.violation('too-early', read, begun);
    const value = this.#valueOf.get(version);
    if (value !== undefined && value !== read.value) return this.violation('two-values', read, version);
    if (value === undefined) this.#valueOf.set(version, read.value);
    return undefined;
  }

  private remember(write: Write): void {
    const { version, value } = write;
    this.#writeOf.set(version, write);
    if (value === undefined) return;
    this.#valueOf.set(version, value);
    const versions = this.#versionsOf.get(value);
    if (versions) versions.push(version);
    else this.#versionsOf.set(value, [version]);
  }

  private violation(kind: ViolationKind, seen: Read | Write, bound?: number): Violation {
    return { kind, register: this.history.register, seen, ...(bound === undefined ? {} : { bound }) };
  }
}

/** The highest version among those that had ended; asked with instants that only rise. */
class Floor<T extends { readonly end: number }> {
  readonly #byEnd: readonly T[];
  #next = 0;
  #highest = Number.NEGATIVE_INFINITY;

  constructor(
    entries: readonly T[],
    private readonly versionOf: (entry: T) => number,
  ) {
    this.#byEnd = [...entries].sort((a, b) => a.end - b.end);
  }

  /** Strictly before: what ends in the same instant may as well have come later. */
  before(instant: number): number {
    for (let entry = this.#byEnd[this.#next]; entry && entry.end < instant; entry = this.#byEnd[this.#next]) {
      this.#highest = Math.max(this.#highest, this.versionOf(entry));
      this.#next += 1;
    }
    return this.#highest;
  }
}

function isAcknowledged(write: Write): write is Write & { readonly end: number } {
  return write.end !== undefined;
}

function byStart<T extends { readonly start: number }>(entries: readonly T[]): T[] {
  return [...entries].sort((a, b) => a.start - b.start);
}
