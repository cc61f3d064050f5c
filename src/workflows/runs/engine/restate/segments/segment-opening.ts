import { Injectable } from '@nestjs/common';
import type { WorkflowContext } from '@restatedev/restate-sdk';
import { Clock } from '../../../../../kernel/clock.js';
import { RunsRepository } from '../../../runs.repository.js';
import { ParkedRuns } from '../../parked-runs.js';
import type { SegmentKey } from '../run-keys.js';
import {
  beginningOf,
  type RecordedBeginning,
  readBeginning,
  recordBeginning,
  type Stored,
} from './segment-beginning.js';
import { SegmentBook } from './segment-book.js';
import { SegmentJournal, type SegmentPlace } from './segment-journal.js';
import { SegmentSteps } from './segment-steps.js';
import { StepSlots } from './step-slots.js';

export interface OpenSegment {
  readonly journal: SegmentJournal;
  readonly steps: SegmentSteps;
}

/** Opens a run's stored journal for a segment, at the place where the segment began. */
@Injectable()
export class SegmentOpening {
  constructor(
    private readonly runs: RunsRepository,
    private readonly book: SegmentBook,
    private readonly parked: ParkedRuns,
    private readonly slots: StepSlots,
    private readonly clock: Clock,
  ) {}

  /** The first segment of a run. That nobody has paused or ended it meanwhile is looked at before its first effect. */
  async openNew({ runId, segment }: SegmentKey): Promise<OpenSegment> {
    const run = await this.runs.load(runId);
    if (!run) throw wasDeleted(runId);
    return this.#opened({ run, segment, beginning: beginningOf(run), records: [] });
  }

  /** Undefined when the run is not this segment's to perform. */
  async open(context: WorkflowContext, key: SegmentKey): Promise<OpenSegment | undefined> {
    const { runId, segment } = key;
    const stored = await this.#load(runId);
    const recorded = await context.run('begin', () => this.#begin(stored, key));
    if (!recorded.isWanted) return undefined;
    if (!stored) throw wasDeleted(runId);
    const { run, records } = stored;
    return this.#opened({ run, segment, beginning: readBeginning(recorded), records });
  }

  #opened(place: SegmentPlace): OpenSegment {
    this.book.reopen(place.run.id);
    const journal = new SegmentJournal(place, { book: this.book, clock: this.clock });
    return { journal, steps: new SegmentSteps(journal, this.slots, this.parked, this.clock) };
  }

  async #load(runId: string): Promise<Stored | undefined> {
    const [run, records, waits] = await Promise.all([
      this.runs.load(runId),
      this.runs.records(runId),
      this.runs.waits([runId]),
    ]);
    return run && { run, records, waits };
  }

  async #begin(stored: Stored | undefined, { segment }: SegmentKey): Promise<RecordedBeginning> {
    if (!stored || stored.run.endedAt || stored.run.segment !== segment) return { isWanted: false };
    const { run, waits } = stored;
    if (run.status === 'suspended') {
      // This one is over when it has looked: the next one begins when the run is resumed.
      await this.book.store({ run, segment, change: { segment: segment + 1 } });
      return { isWanted: false };
    }
    const now = this.clock.now();
    // Whoever was to look when these began may have died before.
    for (const wait of waits) if (wait.signal === null) this.parked.lookAgain(run, { wait, askedAt: wait.since });
    return recordBeginning(stored, now);
  }
}

/** Restate gives it up after a while; nobody can go on without the run and its definition. */
function wasDeleted(runId: string): Error {
  return new Error(`Run ${runId} was deleted while it was under way.`);
}
