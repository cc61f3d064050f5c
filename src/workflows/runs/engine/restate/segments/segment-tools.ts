import type { WorkflowContext } from '@restatedev/restate-sdk';
import type { SegmentJournal } from './segment-journal.js';
import type { SegmentSteps } from './segment-steps.js';
import type { Turns } from './turns.js';

/** What the strands of a segment share. */
export interface SegmentTools {
  readonly context: WorkflowContext;
  readonly journal: SegmentJournal;
  readonly turns: Turns;
  readonly steps: SegmentSteps;
  /** Longer waits are no business of this segment. Milliseconds. */
  readonly longestWait: number;
}
