import type { Tenure } from '../../../modules/database/place/tenure.js';
import type { RunEntity } from '../run.entity.js';
import type { RunRecordEntity } from './run-record.entity.js';
import type { RunWaitEntity } from './run-wait.entity.js';

/** What one run has to store at once. */
export interface JournalEntry {
  readonly runId: string;
  /** As its performer knows it. */
  readonly run: RunEntity;
  /** How often the run had been paused when its performance began: one from before a pause changes nothing. */
  readonly pauses: number;
  /** Steps that begin now; nothing is stored of them before they end. */
  readonly begun?: readonly RunRecordEntity[];
  /** New ones. Another replica that performs the same run has their places already: then nothing is stored. */
  readonly records?: readonly RunRecordEntity[];
  /** A record that was stored open, with its end. */
  readonly ended?: RunRecordEntity;
  /** Waits that have begun. */
  readonly waits?: readonly RunWaitEntity[];
  /** Waits that are over, or that nobody needs any more. */
  readonly endedWaits?: readonly RunWaitEntity[];
  /** Runs that nobody waits for any more. One that has ended stays as it is. */
  readonly leftRuns?: readonly string[];
  /** Columns of the run; absent: the run stays as it is. */
  readonly change?: Partial<RunEntity>;
  /**
   * One of the run's waits may have been told to go on, since it was stored or by the end of a run in the same batch: then
   * the run is due at once.
   */
  readonly mayBeTold?: boolean;
}

/** Of a run that is performed by whoever holds the place of the runner. */
export interface HeldEntry extends JournalEntry {
  /** In which its performance began. Once another replica has the place, nothing of it is stored. */
  readonly tenure: Tenure;
}
