/** What a register held. The version orders what was held; a look that tells none may mean any version of that value. */
export interface Held {
  readonly version?: number;
  readonly value: string;
}

/** Instants are milliseconds of one clock. `end` is absent when the write was never acknowledged: it may yet happen. */
export interface Write extends Held {
  readonly version: number;
  readonly start: number;
  readonly end?: number;
}

export interface Read extends Held {
  readonly start: number;
  readonly end: number;
  /** Who answered, for whoever looks into a violation. */
  readonly by?: string;
}

/** All that was written to and read from one register. */
export interface History {
  readonly register: string;
  readonly writes: readonly Write[];
  readonly reads: readonly Read[];
}

/**
 * `stale`: older than a write that was acknowledged before the read began. `went-back`: older than what a read showed
 * that had ended before. `too-early`: a write that began only after the read had ended. `two-values`: one version, two
 * values. `unwritten`: nobody wrote that value. `no-order`: an acknowledged write has no version of its own above those
 * acknowledged before it began.
 */
export type ViolationKind = 'stale' | 'went-back' | 'too-early' | 'two-values' | 'unwritten' | 'no-order';

export interface Violation {
  readonly kind: ViolationKind;
  readonly register: string;
  readonly seen: Read | Write;
  /** The version that should have been there at least, or at most. */
  readonly bound?: number;
}
