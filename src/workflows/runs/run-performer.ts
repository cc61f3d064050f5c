import { Injectable, Logger } from '@nestjs/common';
import { Clock } from '../../kernel/clock.js';
import { DefinitionLibrary } from '../processes/definition-library.js';
import { performRun, type RunEnd } from '../runtime/runner.js';
import { HouseSteps } from '../steps/house-steps.js';
import { Journal, RunLost, RunSuspended } from './journal.js';
import { JournalBook } from './journal-book.js';
import { ParkedRuns } from './parked-runs.js';
import type { RunEntity } from './run.entity.js';
import { RunsRepository } from './runs.repository.js';

/** After an unexpected failure, such as a database that is away, a run is left alone for this long. */
const REST_MS = 5_000;
const RUNTIME_VERSION = '0.1.0';

interface ActiveRun {
  /** Absent while it is read. */
  journal?: Journal;
  done: Promise<void>;
  isAbandoned: boolean;
}

/** Performs runs in this process, from the start or from their journal. */
@Injectable()
export class RunPerformer {
  readonly #logger = new Logger(RunPerformer.name);
  readonly active = new Map<string, ActiveRun>();
  readonly #resting = new Map<string, number>();
  #whenIdle: () => void = () => undefined;

  constructor(
    private readonly runs: RunsRepository,
    private readonly library: DefinitionLibrary,
    private readonly steps: HouseSteps,
    private readonly parked: ParkedRuns,
    private readonly book: JournalBook,
    private readonly clock: Clock,
  ) {}

  /** Who is told that there is room for another run. */
  onIdle(tell: () => void): void {
    this.#whenIdle = tell;
  }

  begin(id: string): void {
    const entry: ActiveRun = { done: Promise.resolve(), isAbandoned: false };
    this.active.set(id, entry);
    entry.done = this.#performOne(id, entry).finally(() => {
      this.active.delete(id);
      this.#whenIdle();
    });
  }

  isResting(id: string): boolean {
    const until = this.#resting.get(id);
    if (until === undefined) return false;
    if (until > this.clock.now().getTime()) return true;
    this.#resting.delete(id);
    return false;
  }

  cancel(id: string): void {
    abandonRun(this.active.get(id));
  }

  /** Another replica has the runs now: each ends here after its step under way. */
  abandon(): void {
    for (const entry of this.active.values()) abandonRun(entry);
  }

  /** Lets steps under way end and be recorded. */
  async stop(): Promise<void> {
    this.abandon();
    await Promise.all([...this.active.values()].map(({ done }) => done));
  }

  async #performOne(id: string, entry: ActiveRun): Promise<void> {
    try {
      const run = await this.runs.load(id);
      if (!run || run.endedAt) return;
      const journal = new Journal(run, await this.runs.records(id), { book: this.book, clock: this.clock });
      entry.journal = journal;
      if (entry.isAbandoned) journal.cancel();
      await journal.finish(columnsOf(await this.#perform(run, journal)));
    } catch (error) {
      await this.#leave(id, entry.journal, error);
    }
  }

  async #perform(run: RunEntity, port: Journal): Promise<RunEnd> {
    const definition = await this.library.published(run.processId, run.version);
    const actions = this.steps.of(run);
    return performRun({ definition, input: JSON.parse(run.input), port, actions, runtimeVersion: RUNTIME_VERSION });
  }

  async #leave(id: string, journal: Journal | undefined, error: unknown): Promise<void> {
    if (error instanceof RunLost) return;
    if (journal && error instanceof RunSuspended) return this.parked.lookAgain(id, journal.stepStartedAt);
    this.#resting.set(id, this.clock.now().getTime() + REST_MS);
    this.#logger.error(`Run ${id} was interrupted and will be tried again: ${String(error)}`);
  }
}

function abandonRun(entry: ActiveRun | undefined): void {
  if (!entry) return;
  entry.isAbandoned = true;
  entry.journal?.cancel();
}

function columnsOf(end: RunEnd): Partial<RunEntity> {
  if (end.status === 'completed') return { status: 'completed', output: JSON.stringify(end.output ?? null) };
  return { status: 'faulted', problem: end.problem };
}
