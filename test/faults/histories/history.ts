/** Instants are milliseconds of one clock; versions order what a register holds. */
export interface Write {
  readonly version: number;
  /** Absent when the writer does not know what the service made of it, as with a renewal. */
  readonly value?: string;
  readonly start: number;
  /** Absent when the write was never acknowledged: it may yet happen. */
  readonly end?: number;
}

export interface Read {
  /** A look that tells no version may mean any version of that value. */
  readonly version?: number;
  readonly value: string;
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
