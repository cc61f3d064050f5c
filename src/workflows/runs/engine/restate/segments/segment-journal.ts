import type { Clock } from '../../../../../kernel/clock.js';
import { isUniqueViolation } from '../../../../../modules/database/unique-violation.js';
import type { TaskNote } from '../../../../runtime/ports.js';
import { RunLost } from '../../../journal/journal.js';
import type { RunRecordEntity } from '../../../journal/run-record.entity.js';
import type { RunWaitEntity } from '../../../journal/run-wait.entity.js';
import { columnsOf } from '../../../journal/waits.js';
import { RunEntity } from '../../../run.entity.js';
import type { Beginning } from './segment-beginning.js';
import type { SegmentBook } from './segment-book.js';
import type { SegmentEntry } from './segment-entry.js';
import { SegmentRecords } from './segment-records.js';

/** A run that goes on is looked after again by then, in case it was lost. Milliseconds. */
export const LOOK_AFTER_MS = 60_000;

interface Unstored {
  readonly record: RunRecordEntity;
  readonly endedWaits: readonly RunWaitEntity[];
}

export interface SegmentWriting {
  readonly book: SegmentBook;
  readonly clock: Clock;
}

export interface SegmentPlace {
  readonly run: RunEntity;
  readonly segment: number;
  readonly beginning: Beginning;
  /** What was stored when the segment began; later ones are passed over. */
  readonly records: readonly RunRecordEntity[];
}

/**
 * The stored journal of a run during one segment. What was stored when the segment began is taken from here; all that
 * comes later is in Restate's journal first, and is stored from there: places are given in the order of the strands'
 * turns, so that storing it once more after a crash finds it stored.
 */
export class SegmentJournal {
  readonly run: RunEntity;
  readonly beginning: Beginning;
  readonly records: SegmentRecords;
  readonly #segment: number;
  readonly #book: SegmentBook;
  readonly #clock: Clock;
  #isStopped = false;
  #isBelieved: boolean;
  #status: RunEntity['status'];
  #unstored: Unstored[] = [];
  /** How many have left that list. */
  #gone = 0;
  #storing: Promise<void> = Promise.resolve();
  /** How many were shown before their time. */
  #shown = 0;

  constructor({ run, segment, beginning, records }: SegmentPlace, { book, clock }: SegmentWriting) {
    const { pauses, pausedMs } = beginning;
    this.run = Object.assign(new RunEntity(), run, { pauses, pausedMs });
    this.beginning = beginning;
    this.#segment = segment;
    this.#book = book;
    this.#clock = clock;
    this.#status = beginning.status;
    this.#isBelieved = beginning.isBelieved ?? false;
    this.records = new SegmentRecords(this.run, beginning, records);
  }

  /** No step begins any more. */
  stop(): void {
    this.#isStopped = true;
  }

  /** @throws RunLost */
  checkUnderWay(): void {
    if (this.#isStopped) throw new RunLost('stopped');
  }

  note(task: TaskNote, at: Date): void {
    const record = this.records.note(task, at);
    if (record) this.keep(record);
  }

  /** What has ended is stored with what comes next, and before that has an effect. */
  keep(record: RunRecordEntity, endedWaits: readonly RunWaitEntity[] = []): void {
    this.#unstored.push({ record, endedWaits });
    this.records.ended(record, endedWaits);
  }

  /** How much there is to store by now: once an operation that comes later has been recorded, all of it is stored. */
  get mark(): number {
    return this.#gone + this.#unstored.length;
  }

  isStoredUpTo(mark: number): void {
    this.#takeFirst(Math.max(0, mark - this.#gone));
  }

  /** Stores all that has ended. @throws RunLost when the segment does not perform the run any more */
  settle(): Promise<void> {
    const change = this.#goingOn();
    if (this.#unstored.length > 0 || change || this.#isBelieved) {
      this.#isBelieved = false;
      this.#storing = this.#store({ ...this.#takeAll(), ...(change && { change }) });
    }
    return this.#storing;
  }

  /** For who watches: what has ended, while other strands are still busy. */
  showSoon(): void {
    if (this.mark === this.#shown) return;
    this.#shown = this.mark;
    // It is stored once more with what comes next: here nothing depends on it.
    this.#store({ records: this.#unstored.map(({ record }) => record) }).catch(() => undefined);
  }

  /** Tells who asks for it that a step begins, of which nothing is stored before it has ended. */
  async announce(record: RunRecordEntity): Promise<void> {
    const isAsked = this.#book.announces(this.run, record);
    if (isAsked && (await isAsked)) await this.#store({ begun: [record] });
  }

  /** Stores a record before its effect. False when it stands already: nobody knows whether it had its effect. */
  async open(record: RunRecordEntity): Promise<boolean> {
    return this.#store({ opened: record }).then(
      () => true,
      (error: unknown) => {
        if (isUniqueViolation(error)) return false;
        throw error;
      },
    );
  }

  /** Stores a wait that begins; `all`, if nothing else goes on, are those for which the run now waits. */
  async keepWait(wait: RunWaitEntity, all: readonly RunWaitEntity[] | undefined): Promise<void> {
    await this.settle();
    await this.#store({ waits: [wait], ...(all && { change: columnsOf(all), mayBeTold: true }) });
  }

  /** Nothing goes on any more: these are the waits that the run waits for. */
  async rest(all: readonly RunWaitEntity[]): Promise<void> {
    await this.#storing;
    await this.#store({ ...this.#takeAll(), change: columnsOf(all), mayBeTold: true });
  }

  /** The last write of a segment. False when the run has ended or is another segment's. */
  async close(change: Partial<RunEntity>): Promise<boolean> {
    await this.#storing.catch(() => undefined);
    const { run } = this;
    const place = { run, segment: this.#segment, ...(change.endedAt && { pauses: run.pauses }) };
    return this.#book.store({ ...this.#takeAll(), ...place, change, mayBeTold: !change.endedAt });
  }

  /** What the run's columns say by now. */
  isShownAs(status: RunEntity['status']): void {
    this.#status = status;
  }

  async #store(entry: Omit<SegmentEntry, 'run' | 'segment'>): Promise<void> {
    const place = { run: this.run, segment: this.#segment, pauses: this.run.pauses };
    if (!(await this.#book.store({ ...place, ...entry }))) throw new RunLost('The run has ended, or is stopped.');
    if (entry.change?.status) this.#status = entry.change.status;
  }

  #takeAll(): Pick<SegmentEntry, 'records' | 'endedWaits'> {
    const taken = this.#takeFirst(this.#unstored.length);
    return { records: taken.map(({ record }) => record), endedWaits: taken.flatMap(({ endedWaits }) => endedWaits) };
  }

  #takeFirst(count: number): Unstored[] {
    const taken = this.#unstored.splice(0, count);
    this.#gone += taken.length;
    return taken;
  }

  /** A run that does something waits no more, whatever its other branches do. */
  #goingOn(): Partial<RunEntity> | undefined {
    if (this.#status === 'running') return undefined;
    return { status: 'running', wakeAt: new Date(this.#clock.now().getTime() + LOOK_AFTER_MS) };
  }
}
