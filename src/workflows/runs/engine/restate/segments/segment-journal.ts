import { createHash } from 'node:crypto';
import type { Clock } from '../../../../../kernel/clock.js';
import { parseName } from '../../../../../kernel/name.js';
import { isUniqueViolation } from '../../../../../modules/database/unique-violation.js';
import type { StepFacts, TaskNote, WaitReason } from '../../../../runtime/ports.js';
import { inputText } from '../../../journal/inputs/kept-input.js';
import { RunLost } from '../../../journal/journal.js';
import { type RecordKind, RunRecordEntity } from '../../../journal/run-record.entity.js';
import { RunWaitEntity } from '../../../journal/run-wait.entity.js';
import { columnsOf } from '../../../journal/waits.js';
import { RunEntity } from '../../../run.entity.js';
import { withoutAttempt } from '../../../step-name.js';
import type { Beginning } from './segment-beginning.js';
import type { SegmentBook, SegmentEntry } from './segment-book.js';

/** A run that goes on is looked after again by then, in case it was lost. Milliseconds. */
export const LOOK_AFTER_MS = 60_000;

interface Unstored {
  readonly record: RunRecordEntity;
  readonly endedWaits: readonly RunWaitEntity[];
}

/** A wait that may begin. */
export interface WantedWait {
  readonly reason?: WaitReason;
  readonly since: Date;
  readonly dueAt?: Date;
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
  readonly #segment: number;
  readonly #book: SegmentBook;
  readonly #clock: Clock;
  readonly #records = new Map<string, RunRecordEntity>();
  readonly #noted = new Set<string>();
  /** How often each step was tried before somebody retried the run. */
  readonly #retried = new Map<string, number>();
  readonly #waits = new Map<string, RunWaitEntity>();
  #seq: number;
  #isStopped = false;
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
    this.#seq = beginning.next;
    this.#status = beginning.status;
    for (const record of records) this.#take(record);
    for (const wait of beginning.waits) this.#waits.set(wait.name, Object.assign(new RunWaitEntity(), wait));
  }

  #take(record: RunRecordEntity): void {
    const { next, open } = this.beginning;
    if (record.seq >= next) return;
    if (record.retriedAt) {
      this.#setAside(record);
      return;
    }
    if (record.kind === 'task') this.#noted.add(record.name);
    const isOpen = open.includes(record.seq);
    const kept = isOpen ? Object.assign(new RunRecordEntity(), record, { outcome: null, endedAt: null }) : record;
    this.#records.set(`${record.kind} ${record.name}`, kept);
  }

  #setAside({ kind, name }: RunRecordEntity): void {
    const step = withoutAttempt(name);
    if (kind === 'step') this.#retried.set(step, (this.#retried.get(step) ?? 0) + 1);
  }

  /** No step begins any more. */
  stop(): void {
    this.#isStopped = true;
  }

  /** @throws RunLost */
  checkUnderWay(): void {
    if (this.#isStopped) throw new RunLost('stopped');
  }

  /** As the embedded journal draws it. */
  random(name: string): number {
    return createHash('sha256').update(`${this.run.id} ${name}`).digest().readUInt32BE() / 2 ** 32;
  }

  /** What was stored when the segment began. */
  find(kind: RecordKind, name: string): RunRecordEntity | undefined {
    return this.#records.get(`${kind} ${name}`);
  }

  begin(
    kind: RecordKind,
    name: string,
    facts: Pick<StepFacts, 'path' | 'attempt' | 'action' | 'input'>,
  ): RunRecordEntity {
    const { path, action = null } = facts;
    const attempt = facts.attempt + (this.#retried.get(withoutAttempt(name)) ?? 0);
    const place = { runId: this.run.id, seq: this.#seq++, kind, name, path, attempt, action };
    const open = { input: inputText(facts.input), outcome: null, token: null, endedAt: null };
    const unset = { parkedMs: null, retriedAt: null };
    return Object.assign(new RunRecordEntity(), place, open, unset, { pausedMs: this.run.pausedMs });
  }

  note({ name, path, kind }: TaskNote, at: Date): void {
    if (this.#noted.has(name)) return;
    this.#noted.add(name);
    const record = this.begin('task', name, { path, attempt: 1 });
    this.keep(Object.assign(record, { outcome: JSON.stringify(kind), startedAt: at, endedAt: at }));
  }

  /** The wait of that name: one that stood when the segment began, or a new one that has not begun yet. */
  wait(name: string, { reason, since, dueAt }: WantedWait): RunWaitEntity {
    const known = this.#waits.get(name);
    if (known) return known;
    const { id: runId, tenantId, appId, pausedMs } = this.run;
    const wait = Object.assign(new RunWaitEntity(), {
      ...{ runId, seq: this.#seq++, tenantId, appId, name, kind: reason?.kind ?? 'time' },
      token: reason?.token === undefined ? null : (parseName(reason.token)?.folded ?? null),
      ...{ reason: reason ?? null, signal: null, since, dueAt: dueAt ?? null },
      ...{ pausedMs, deadline: null, escalatedAt: null },
    });
    this.#waits.set(name, wait);
    return wait;
  }

  /** What has ended is stored with what comes next, and before that has an effect. */
  keep(record: RunRecordEntity, endedWaits: readonly RunWaitEntity[] = []): void {
    this.#unstored.push({ record, endedWaits });
    for (const { name } of endedWaits) this.#waits.delete(name);
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
    if (this.#unstored.length > 0 || change)
      this.#storing = this.#store({ ...this.#takeAll(), ...(change && { change }) });
    return this.#storing;
  }

  /** For who watches: what has ended, while other strands are still busy. */
  showSoon(): void {
    if (this.mark === this.#shown) return;
    this.#shown = this.mark;
    // It is stored once more with what comes next: here nothing depends on it.
    this.#store({ records: this.#unstored.map(({ record }) => record) }).catch(() => undefined);
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
    const { id: runId, pauses } = this.run;
    const place = { runId, segment: this.#segment, ...(change.endedAt && { pauses }) };
    return this.#book.store({ ...this.#takeAll(), ...place, change, mayBeTold: !change.endedAt });
  }

  /** What the run's columns say by now. */
  isShownAs(status: RunEntity['status']): void {
    this.#status = status;
  }

  async #store(entry: Omit<SegmentEntry, 'runId' | 'segment'>): Promise<void> {
    const place = { runId: this.run.id, segment: this.#segment, pauses: this.run.pauses };
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
