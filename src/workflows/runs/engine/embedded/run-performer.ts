import { Injectable } from '@nestjs/common';
import { ENDS_WITHIN } from '../../../../kernel/orderly-end.js';
import type { Tenure } from '../../../../modules/database/place/tenure.js';
import { DefinitionLibrary } from '../../../processes/definition-library.js';
import { performRun, type RunEnd } from '../../../runtime/runner.js';
import { HouseSteps } from '../../../steps/house-steps.js';
import { Journal, type KeptJournal, RunLost } from '../../journal/journal.js';
import { JournalBook } from '../../journal/journal-book.js';
import { Strand } from '../../journal/strand.js';
import { RunSuspended, Waits } from '../../journal/waits.js';
import type { RunEntity } from '../../run.entity.js';
import { RunsRepository } from '../../runs.repository.js';
import { ParkedRuns } from '../parked-runs.js';
import { columnsAtEnd, RUNTIME_VERSION } from '../run-end.js';
import { RunTroubles } from '../run-troubles.js';

interface ActiveRun {
  readonly tenure: Tenure;
  /** Absent while it is read. */
  journal?: Journal;
  waits?: Waits;
  strand?: Strand;
  done: Promise<void>;
  isAbandoned: boolean;
}

/** A run as it is stored, with its journal. */
interface StoredRun extends KeptJournal {
  readonly run: RunEntity;
}

/** Performs runs in this process, from the start or from their journal. */
@Injectable()
export class RunPerformer {
  readonly active = new Map<string, ActiveRun>();
  /** Until when runs are left alone that were interrupted. */
  readonly #resting = new Map<string, number>();
  #whenLeft: (hasEnded: boolean) => void = () => undefined;

  constructor(
    private readonly runs: RunsRepository,
    private readonly library: DefinitionLibrary,
    private readonly steps: HouseSteps,
    private readonly parked: ParkedRuns,
    private readonly book: JournalBook,
    private readonly troubles: RunTroubles,
  ) {}

  /** Who is told that there is room for another run; the one that left may be due again, unless it has ended. */
  onLeft(tell: (hasEnded: boolean) => void): void {
    this.#whenLeft = tell;
  }

  /**
   * @param tenure of this replica, which has the place of the runner
   * @param fresh a run that begins, as it is stored: nothing is in its journal
   */
  begin(id: string, tenure: Tenure, fresh?: RunEntity): void {
    // On PostgreSQL a look may find a run before its start hears that it is committed.
    if (this.active.has(id)) return;
    const entry: ActiveRun = { tenure, done: Promise.resolve(), isAbandoned: false };
    this.active.set(id, entry);
    entry.done = this.#performOne(id, entry, fresh).then((hasEnded) => {
      this.active.delete(id);
      this.#whenLeft(hasEnded);
    });
  }

  isResting(id: string): boolean {
    const until = this.#resting.get(id);
    if (until === undefined) return false;
    if (until > this.book.clock.now().getTime()) return true;
    this.#resting.delete(id);
    return false;
  }

  /** A wait of a run was told to go on, which is stored. */
  deliver(id: string, { seq, value }: { readonly seq: number; readonly value: unknown }): void {
    this.active.get(id)?.waits?.deliver(seq, value);
  }

  /** Runs of which one branch waits while another is performed. */
  get halfWaiting(): readonly string[] {
    return [...this.active].flatMap(([id, { waits }]) => (waits?.isWaiting ? [id] : []));
  }

  /** What another replica told the waits of this run. */
  async lookAgain(id: string): Promise<void> {
    for (const { seq, signal } of await this.runs.toldWaits(id)) {
      this.deliver(id, { seq, value: JSON.parse(signal ?? 'null') });
    }
  }

  cancel(id: string): void {
    abandonRun(this.active.get(id));
  }

  /**
   * Another replica may perform the runs from now on: each ends here after its step under way, and at once when another
   * has them already, because nothing of it would be stored.
   */
  abandon(): void {
    for (const entry of this.active.values()) abandonRun(entry);
  }

  /** Lets steps under way end and be recorded. What takes too long, also to wait as its vendor asked, is given up. */
  async stop(): Promise<void> {
    this.abandon();
    const ended = Promise.all([...this.active.values()].map(({ done }) => done));
    await this.book.clock.within(ENDS_WITHIN, ended);
    for (const { strand } of this.active.values()) strand?.cutShort();
    await ended;
  }

  /** Whether it has ended. */
  async #performOne(id: string, entry: ActiveRun, fresh: RunEntity | undefined): Promise<boolean> {
    try {
      const stored = fresh ? { run: fresh, records: [], waits: [] } : await this.#read(id);
      if (!stored) return false;
      const { run, ...kept } = stored;
      const journal = new Journal(run, kept, { book: this.book, tenure: entry.tenure });
      entry.journal = journal;
      if (entry.isAbandoned) journal.cancel();
      const waits = new Waits(journal, (parking) => this.parked.lookAgain(run, parking));
      entry.waits = waits;
      entry.strand = new Strand(journal, waits);
      // What was told between reading the waits and now.
      if (kept.waits.length > 0) await this.lookAgain(id);
      await journal.finish(columnsAtEnd(await this.#perform(journal, { waits, port: entry.strand })));
      this.troubles.forget(id);
      return true;
    } catch (error) {
      entry.journal?.cancel();
      await entry.journal?.settled();
      return this.#leave(id, entry, error);
    } finally {
      // Strands that are left behind perform no further step.
      entry.journal?.cancel();
      entry.waits?.close();
    }
  }

  /** Undefined when there is nothing to perform any more. */
  async #read(id: string): Promise<StoredRun | undefined> {
    const run = await this.runs.load(id);
    if (!run || run.endedAt || run.status === 'suspended') return undefined;
    const [records, waits] = await Promise.all([this.runs.records(id), this.runs.waitsOf(id)]);
    return { run, records, waits };
  }

  async #perform({ run }: Journal, { waits, port }: { readonly waits: Waits; readonly port: Strand }): Promise<RunEnd> {
    const definition = await this.library.published(run.processId, run.version);
    waits.exchange([], [port]);
    const facts = { definition, input: JSON.parse(run.input), actions: this.steps.of(run) };
    return Promise.race([performRun({ ...facts, port, runtimeVersion: RUNTIME_VERSION }), waits.left]);
  }

  /** Whether it has ended by that. */
  async #leave(id: string, { isAbandoned, tenure }: ActiveRun, error: unknown): Promise<boolean> {
    if (error instanceof RunSuspended) this.troubles.forget(id);
    if (isAbandoned || error instanceof RunLost || error instanceof RunSuspended) return false;
    const pauseMs = await this.troubles.interrupted({ id, tenure }, error);
    if (pauseMs !== undefined) this.#resting.set(id, this.book.clock.now().getTime() + pauseMs);
    return pauseMs === undefined;
  }
}

function abandonRun(entry: ActiveRun | undefined): void {
  if (!entry) return;
  entry.isAbandoned = true;
  entry.journal?.cancel();
  if (entry.tenure.isOver) entry.strand?.cutShort();
}
