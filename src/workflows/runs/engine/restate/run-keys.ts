/** What a wait is told, as a durable promise keeps it. */
export interface Told {
  readonly value: unknown;
  /** When, as a text. */
  readonly at: string;
}

/** One segment of a run: a workflow of Restate from where the stored journal ends. */
export interface SegmentKey {
  readonly runId: string;
  readonly segment: number;
}

/** What a segment is told when it is to begin. */
export interface SegmentWish {
  /** Nothing of the run had been performed when it was stored. */
  readonly isNew?: boolean;
}

export const RUN_WORKFLOW = 'LatchkeyRun';
export const LATER_SERVICE = 'LatchkeyLater';

/** The promise that ends a segment. */
export const STOP = 'stop';

export function keyOf({ runId, segment }: SegmentKey): string {
  return `${runId}.${segment}`;
}

export function parseKey(key: string): SegmentKey {
  const [runId = '', segment] = key.split('.');
  return { runId, segment: Number(segment) };
}

/** The promise of the wait that has this place in the journal. */
export function promiseOf(seq: number): string {
  return `wait.${seq}`;
}
