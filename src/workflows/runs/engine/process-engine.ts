import type { RunEntity } from '../run.entity.js';
import type { ToldWait } from '../runs.repository.js';

/**
 * What carries runs: the embedded engine, or Restate. It is told what has been stored, and never asked: the tables say
 * what a run is and how far it has come. Each verb may be repeated, may come too late, and may be lost when the process
 * dies; an engine finds in the tables what it was not told.
 */
export abstract class ProcessEngine {
  /**
   * A stored run is to be performed: a new one from its start, one that was stopped from its journal.
   *
   * @param fresh a new one as it was stored just now, with nothing in its journal: it need not be read
   */
  abstract begin(runId: string, fresh?: RunEntity): void;

  /** A wait of a run was told to go on. */
  abstract tell(told: ToldWait): void;

  /**
   * A run is not performed any more: a step under way ends and is recorded, and no other begins. Resolves once the
   * performer has heard of it, or cannot be reached; never rejects.
   */
  abstract stop(runId: string): Promise<void>;
}
