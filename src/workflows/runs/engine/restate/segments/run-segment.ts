import { Injectable } from '@nestjs/common';
import type { WorkflowContext } from '@restatedev/restate-sdk';
import { Clock } from '../../../../../kernel/clock.js';
import { Configuration } from '../../../../../kernel/configuration.js';
import { DefinitionLibrary } from '../../../../processes/definition-library.js';
import { performRun, type RunEnd } from '../../../../runtime/runner.js';
import { HouseSteps } from '../../../../steps/house-steps.js';
import { columnsOf } from '../../../journal/waits.js';
import { RunsRepository } from '../../../runs.repository.js';
import { columnsAtEnd, RUNTIME_VERSION } from '../../run-end.js';
import { parseKey, type SegmentKey, type SegmentWish, STOP } from '../run-keys.js';
import { type OpenSegment, SegmentOpening } from './segment-opening.js';
import { SegmentStrand } from './segment-strand.js';
import { type SegmentEnd, Turns } from './turns.js';

/** What comes after a segment, so many milliseconds later. */
export interface NextSegment {
  readonly key: SegmentKey;
  readonly inMs: number;
}

/**
 * Performs one segment of a run: from where the stored journal ends to the end of the run, or until it has waited so
 * long that it leaves Restate and a later segment goes on. There is one segment of a run at a time: the number in the
 * run's row says which, and the one that leaves raises it.
 */
@Injectable()
export class RunSegment {
  constructor(
    private readonly opening: SegmentOpening,
    private readonly library: DefinitionLibrary,
    private readonly house: HouseSteps,
    private readonly runs: RunsRepository,
    private readonly configuration: Configuration,
    private readonly clock: Clock,
  ) {}

  /** @returns the segment that goes on; undefined when the run has ended, or goes on when somebody begins it */
  async perform(context: WorkflowContext, wish: SegmentWish): Promise<NextSegment | undefined> {
    const key = parseKey(context.key);
    const open = await (wish.isNew ? this.opening.openNew(key) : this.opening.open(context, key));
    if (!open) return undefined;
    const end = await this.#perform(context, open);
    if (end.kind !== 'done') return this.#leave(context, open, key);
    // Nothing follows that a replay would have to find: so Restate need not record that it is stored. Somebody may retry
    // the run: then the next segment performs it.
    const after = { segment: key.segment + 1, wakeAt: null, endedAt: this.clock.now() };
    await open.journal.close({ ...columnsAtEnd(end.value), ...after });
    return undefined;
  }

  async #perform(context: WorkflowContext, { journal, steps }: OpenSegment): Promise<SegmentEnd<RunEnd>> {
    const { run } = journal;
    const definition = await this.library.published(run.processId, run.version);
    const longestWait = this.configuration.restateLongestWaitSeconds * 1_000;
    const turns = new Turns({
      whenAllWait: async (waits) => {
        await context.run('wait', () => steps.rest(waits));
        journal.isShownAs(columnsOf(waits).status);
      },
      whenSomeWait: () => journal.showSoon(),
      whenStopped: () => journal.stop(),
      stop: () => context.promise(STOP).get(),
      patience: () => context.sleep(longestWait),
    });
    const port = new SegmentStrand({ context, journal, turns, steps, longestWait });
    const facts = { definition, input: JSON.parse(run.input), actions: this.house.of(run) };
    return turns.perform(() => performRun({ ...facts, port, runtimeVersion: RUNTIME_VERSION }));
  }

  async #leave(context: WorkflowContext, { journal }: OpenSegment, { runId, segment }: SegmentKey) {
    const next = { runId, segment: segment + 1 };
    const inMs = await context.run('leave', async () => {
      await journal.close({ segment: next.segment });
      return this.#pauseBefore(next);
    });
    return inMs === null ? undefined : { key: next, inMs };
  }

  /** Null when the run has ended, or goes on when it is told to. */
  async #pauseBefore({ runId, segment }: SegmentKey): Promise<number | null> {
    const run = await this.runs.load(runId);
    if (!run || run.endedAt || run.segment !== segment || run.wakeAt === null || run.status === 'suspended')
      return null;
    return run.status === 'running' ? 0 : Math.max(0, run.wakeAt.getTime() - this.clock.now().getTime());
  }
}
