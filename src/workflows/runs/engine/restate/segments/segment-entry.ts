import type { RunRecordEntity } from '../../../journal/run-record.entity.js';
import type { RunWaitEntity } from '../../../journal/run-wait.entity.js';
import type { RunEntity } from '../../../run.entity.js';

/** What a segment of a run has to store at once. Storing it again does nothing. */
export interface SegmentEntry {
  readonly run: RunEntity;
  /** Nothing of the run is changed when another segment performs it. */
  readonly segment: number;
  /** Nor when it was paused since it had been paused so often. Absent: whatever happened to it. */
  readonly pauses?: number;
  /** Steps that begin now; nothing is stored of them before they end. */
  readonly begun?: readonly RunRecordEntity[];
  /** Ended ones; they may stand already, open or ended. */
  readonly records?: readonly RunRecordEntity[];
  /** One that stands before its effect. When it stands already, nothing is stored. */
  readonly opened?: RunRecordEntity;
  readonly waits?: readonly RunWaitEntity[];
  readonly endedWaits?: readonly RunWaitEntity[];
  /** Columns of the run. */
  readonly change?: Partial<RunEntity>;
  /** A wait may have been told since it was stored: then the run is due at once. */
  readonly mayBeTold?: boolean;
}
