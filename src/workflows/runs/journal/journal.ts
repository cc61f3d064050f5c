import type { Clock } from '../../../kernel/clock.js';
import { parseName } from '../../../kernel/name.js';
import type { Tenure } from '../../../modules/database/place/tenure.js';
import type { StepFacts, TaskNote, WaitReason } from '../../runtime/ports.js';
import type { RunEntity } from '../run.entity.js';
import { withoutAttempt } from '../step-name.js';
import { drawn } from './drawn.js';
import { inputText } from './inputs/kept-input.js';
import type { JournalBook } from './journal-book.js';
import type { HeldEntry } from './journal-entry.js';
import { type RecordKind, RunRecordEntity } from './run-record.entity.js';
import { RunWaitEntity } from './run-wait.entity.js';
import { noteKey, noteText, readNote } from './task-note.js';

/** The run was ended from outside, or belongs to another replica now. */
export class RunLost extends Error {}

/** What is to be stored, while it is put together. */
type NewEntry = { -readonly [K in keyof HeldEntry]: HeldEntry[K] };

/** What is stored of a run that goes on. */
export interface KeptJournal {
  readonly records: readonly RunRecordEntity[];
  readonly waits: readonly RunWaitEntity[];
}

export interface JournalPlace {
  readonly book: JournalBook;
  /** Of whoever performs the run. */
  readonly tenure: Tenure;
}

interface RecordEnd {
  readonly endedWaits?: readonly RunWaitEntity[];
  /** Of a branch that nobody waits for any more: its end does not make the run go on. */
  readonly isLeft?: boolean;
}

/** The journal of one run, as its strands read and write it: what was committed is never performed again. */
export class Journal {
  readonly run: RunEntity;
  readonly clock: Clock;
  readonly #book: JournalBook;
  readonly #tenure: Tenure;
  readonly #records = new Map<string, RunRecordEntity>();
  readonly #waits = new Map<string, RunWaitEntity>();
  readonly #storedWaits = new Set<RunWaitEntity>();
  readonly #notes: RunRecordEntity[] = [];
  readonly #noted = new Set<string>();
  /** How often each step was tried before somebody retried the run. */
  readonly #retried = new Map<string, number>();
  /** Steps that have failed: their records say it. */
  readonly #failed = new Set<string>();
  /** Stored already, without end. */
  readonly #open = new Set<RunRecordEntity>();
  readonly #underWay = new Set<Promise<unknown>>();
  #seq = 0;
  #isCancelled = false;

  constructor(run: RunEntity, { records, waits }: KeptJournal, { book, tenure }: JournalPlace) {
    this.run = run;
    this.clock = book.clock;
    this.#book = book;
    this.#tenure = tenure;
    for (const record of records) {
      this.#seq = Math.max(this.#seq, record.seq + 1);
      if (record.retriedAt) this.#setAside(record);
      else if (!record.endedAt) this.#open.add(record);
      if (record.retriedAt) continue;
      if (record.kind === 'task') this.#noted.add(noteKey(record.name, readNote(record.outcome)));
      else this.#know(record);
    }
    for (const wait of waits) {
      this.#seq = Math.max(this.#seq, wait.seq + 1);
      this.#waits.set(wait.name, wait);
      this.#storedWaits.add(wait);
    }
  }

  /** Lets steps under way end, records them, and performs no other. */
  cancel(): void {
    this.#isCancelled = true;
  }

  /** @throws RunLost */
  checkUnderWay(): void {
    if (this.#isCancelled) throw new RunLost('cancelled');
    if (!this.#tenure.isSure) throw new RunLost('another replica may have it');
  }

  /** A step: until it has ended and is recorded, nobody may perform the run anew. */
  during<T>(step: Promise<T>): Promise<T> {
    this.#underWay.add(step);
    return step.finally(() => this.#underWay.delete(step));
  }

  /** Until no step is under way. */
  async settled(): Promise<void> {
    await Promise.allSettled(this.#underWay);
  }

  random(name: string): number {
    return drawn(this.run.id, name);
  }

  find(kind: RecordKind, name: string): RunRecordEntity | undefined {
    return this.#records.get(`${kind} ${name}`);
  }

  /** @param facts with the wait that it is the end of: its number is the record's, and none is left out */
  begin(
    kind: RecordKind,
    name: string,
    facts: Pick<StepFacts, 'path' | 'attempt' | 'action' | 'input'> & { readonly wait?: RunWaitEntity },
  ): RunRecordEntity {
    const { path, action = null, wait } = facts;
    const attempt = facts.attempt + (this.#retried.get(withoutAttempt(name)) ?? 0);
    const place = { runId: this.run.id, seq: wait?.seq ?? this.#seq++, kind, name, path, attempt, action };
    const open = {
      input: inputText(facts.input),
      outcome: null,
      token: null,
      startedAt: wait?.since ?? this.clock.now(),
    };
    const unset = { endedAt: null, parkedMs: null, pausedMs: null, retriedAt: null };
    return Object.assign(new RunRecordEntity(), place, open, unset);
  }

  /** Stores a record before its effect. */
  async open(record: RunRecordEntity): Promise<void> {
    await this.write({ ...this.#entry(), records: [record] });
    this.#open.add(record);
  }

  /** Tells who asks for it that a step begins, of which nothing is stored before it has ended. */
  async announce(record: RunRecordEntity): Promise<void> {
    if (await this.#book.announces(this.run, record)) await this.write({ ...this.#entry(), begun: [record] });
  }

  async end(record: RunRecordEntity, outcome: unknown, { endedWaits = [], isLeft }: RecordEnd = {}): Promise<void> {
    record.outcome = JSON.stringify(outcome);
    record.endedAt = this.clock.now();
    record.pausedMs = this.run.pausedMs;
    const entry = this.#entry();
    if (this.#open.delete(record)) entry.ended = record;
    else entry.records = [record];
    if (endedWaits.length > 0) this.#endWaits(entry, endedWaits);
    await this.write(entry, isLeft);
    for (const wait of endedWaits) this.#waits.delete(wait.name);
    this.#know(record);
    this.checkUnderWay();
  }

  #endWaits(entry: NewEntry, ended: readonly RunWaitEntity[]): void {
    const stored = ended.filter((wait) => this.#storedWaits.delete(wait));
    const leftRuns = ended.flatMap(({ reason }) => reason?.runId ?? []);
    if (stored.length > 0) entry.endedWaits = stored;
    if (leftRuns.length > 0) entry.leftRuns = leftRuns;
  }

  note({ name, path, kind, problem }: TaskNote): void {
    const key = noteKey(name, { kind, ...(problem && { problem }) });
    if (this.#noted.has(key) || (problem && this.#failed.has(name))) return;
    this.#noted.add(key);
    const record = this.begin('task', name, { path, attempt: 1 });
    this.#notes.push(
      Object.assign(record, { outcome: noteText({ kind, ...(problem && { problem }) }), endedAt: record.startedAt }),
    );
  }

  /** The wait of that name, as it stands or as it begins now. */
  wait(name: string, { reason, since, dueAt }: { reason?: WaitReason; since?: Date; dueAt?: Date }): RunWaitEntity {
    const known = this.#waits.get(name);
    if (known) return known;
    const { id: runId, tenantId, appId, pausedMs = null } = this.run;
    const wait = Object.assign(new RunWaitEntity(), {
      ...{ runId, seq: this.#seq++, tenantId, appId, name, kind: reason?.kind ?? 'time' },
      token: reason?.token === undefined ? null : (parseName(reason.token)?.folded ?? null),
      ...{ reason: reason ?? null, since: since ?? this.clock.now(), dueAt: dueAt ?? null, signal: null },
      ...{ pausedMs, deadline: null, escalatedAt: null },
    });
    this.#waits.set(name, wait);
    return wait;
  }

  /** A strand that comes to this wait later need not wait. */
  tell(seq: number, value: unknown): void {
    const wait = [...this.#waits.values()].find((each) => each.seq === seq);
    if (wait) wait.signal = JSON.stringify(value);
  }

  /** Whether it stood at a wait of that name when it was left, or stands there now. */
  isAtWait(name: string): boolean {
    return this.#waits.has(name);
  }

  isStored(wait: RunWaitEntity): boolean {
    return this.#storedWaits.has(wait);
  }

  /** Stores what begins to wait, and the run's columns when all of it waits now. */
  async keepWaiting(waits: readonly RunWaitEntity[], change?: Partial<RunEntity>): Promise<void> {
    const fresh = waits.filter((wait) => !this.#storedWaits.has(wait));
    for (const wait of fresh) this.#storedWaits.add(wait);
    const entry = this.#entry();
    if (fresh.length > 0) entry.waits = fresh;
    // Once it is cancelled, somebody else says what becomes of the run.
    if (change && !this.#isCancelled) Object.assign(entry, { change, mayBeTold: true });
    await this.write(entry);
  }

  /** Stores the end of the run with what was noted since the last step. */
  async finish(end: Partial<RunEntity>): Promise<void> {
    await this.write({ ...this.#entry(), change: { ...end, wakeAt: null, endedAt: this.clock.now() } });
  }

  #entry(): NewEntry {
    const { run } = this;
    return { runId: run.id, run, pauses: run.pauses, tenure: this.#tenure };
  }

  /** With what was noted since the last time, in one commit. A run that has ended meanwhile keeps its end. */
  private async write(entry: NewEntry, isLeft = false): Promise<void> {
    if (this.#notes.length > 0) entry.records = [...this.#notes.splice(0), ...(entry.records ?? [])];
    const change = entry.change ?? (isLeft ? undefined : this.#goingOn());
    if (change) entry.change = change;
    if (change?.status) this.run.status = change.status;
    if (!(await this.#book.store(entry))) throw new RunLost('ended');
  }

  #setAside({ kind, name }: RunRecordEntity): void {
    const step = withoutAttempt(name);
    if (kind === 'step') this.#retried.set(step, (this.#retried.get(step) ?? 0) + 1);
  }

  #know(record: RunRecordEntity): void {
    const { kind, name, outcome } = record;
    this.#records.set(`${kind} ${name}`, record);
    if (kind === 'step' && outcome?.startsWith('{"kind":"failed"')) this.#failed.add(withoutAttempt(name));
  }

  /** A run that does something waits no more, whatever its other branches do. */
  #goingOn(): Partial<RunEntity> | undefined {
    return this.run.status === 'running' || this.#isCancelled ? undefined : { status: 'running' };
  }
}
