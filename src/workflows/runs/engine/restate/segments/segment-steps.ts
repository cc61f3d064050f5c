import { TerminalError } from '@restatedev/restate-sdk';
import type { Clock } from '../../../../../kernel/clock.js';
import type { StepFacts, StepOutcome } from '../../../../runtime/ports.js';
import { RunLost } from '../../../journal/journal.js';
import type { RunRecordEntity } from '../../../journal/run-record.entity.js';
import type { RunWaitEntity } from '../../../journal/run-wait.entity.js';
import { fitting } from '../../../journal/strand.js';
import type { ParkedRuns } from '../../parked-runs.js';
import type { SegmentJournal } from './segment-journal.js';
import type { StepSlots } from './step-slots.js';

/** What Restate keeps of a step. */
export interface StepTaken {
  readonly outcome: StepOutcome;
  /** Instants as texts. */
  readonly startedAt: string;
  readonly endedAt: string;
  readonly isInputWithheld?: true;
}

export interface BegunWait {
  /** When the step began that now waits. */
  readonly askedAt: Date;
  /** The waits of the run, when nothing else goes on in it. */
  readonly all: readonly RunWaitEntity[] | undefined;
}

export type StepWork = (signal: AbortSignal) => Promise<StepOutcome>;

/**
 * What happens inside a durable step of Restate. It happens once, unless this process or its connection dies before
 * Restate has the outcome; all that ended before is stored when it begins.
 */
export class SegmentSteps {
  constructor(
    private readonly journal: SegmentJournal,
    private readonly slots: StepSlots,
    private readonly parked: ParkedRuns,
    private readonly clock: Clock,
  ) {}

  take(
    record: RunRecordEntity,
    step: StepFacts & { readonly abandoned: AbortSignal },
    work: StepWork,
  ): Promise<StepTaken> {
    return this.#unlessLost(() =>
      this.slots.perform(`${record.runId} ${record.seq}`, () => this.#take(record, step, work)),
    );
  }

  async #take(
    record: RunRecordEntity,
    step: StepFacts & { readonly abandoned: AbortSignal },
    work: StepWork,
  ): Promise<StepTaken> {
    await this.journal.settle();
    record.startedAt = this.clock.now();
    const startedAt = record.startedAt.toISOString();
    if (step.isRepeatable) await this.journal.announce(record);
    const mayBegin = step.isRepeatable || (await this.journal.open(record));
    const outcome: StepOutcome = mayBegin
      ? fitting(await this.#withinLimit(step, work), step.path)
      : { kind: 'unknown' };
    const withheld = step.input?.isWithheld && ({ isInputWithheld: true } as const);
    return { outcome, startedAt, endedAt: this.clock.now().toISOString(), ...withheld };
  }

  /** Stores that a strand waits. @returns when that was */
  beginWait(wait: RunWaitEntity, { askedAt, all }: BegunWait): Promise<string> {
    return this.#unlessLost(async () => {
      const { journal, clock, parked } = this;
      if (wait.kind !== 'time') wait.since = clock.now();
      await journal.keepWait(wait, all);
      if (wait.kind === 'token' || wait.kind === 'event' || wait.kind === 'run') {
        parked.lookAgain(journal.run, { wait, askedAt });
      }
      return clock.now().toISOString();
    });
  }

  rest(all: readonly RunWaitEntity[]): Promise<void> {
    return this.#unlessLost(() => this.journal.rest(all));
  }

  now(): string {
    return this.clock.now().toISOString();
  }

  /** That the run is lost is recorded: a replay must lose it at the same place. */
  async #unlessLost<T>(work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (error) {
      throw error instanceof RunLost ? new TerminalError(error.message) : error;
    }
  }

  #withinLimit(
    { timeLimitMs, abandoned }: StepFacts & { readonly abandoned: AbortSignal },
    work: StepWork,
  ): Promise<StepOutcome> {
    if (timeLimitMs === undefined) return work(abandoned);
    const over = new AbortController();
    const done = new AbortController();
    const limit = this.clock.sleep(timeLimitMs, done.signal).then((): StepOutcome => {
      over.abort();
      return { kind: 'timed-out' };
    });
    return Promise.race([work(AbortSignal.any([over.signal, abandoned])), limit]).finally(() => done.abort());
  }
}
