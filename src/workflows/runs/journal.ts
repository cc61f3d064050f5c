import { createHash } from 'node:crypto';
import type { Clock } from '../../kernel/clock.js';
import { parseName } from '../../kernel/name.js';
import type { EnginePort, StepFacts, StepOutcome, TaskNote, WaitReason } from '../runtime/ports.js';
import { problemOf } from '../runtime/problem-details.js';
import type { JournalBook } from './journal-book.js';
import { NOT_WAITING, type PendingSignal, type RunEntity } from './run.entity.js';
import { type RecordKind, RunRecordEntity } from './run-record.entity.js';

/** The run waits for a time or for somebody; what it needs to go on is stored, and it leaves memory. */
export class RunSuspended extends Error {}

/** The run was ended from outside, or belongs to another replica now. */
export class RunLost extends Error {}

/** JSON of one outcome, in bytes of text. */
const MAX_OUTCOME = 2 * 1024 * 1024;

export interface JournalTools {
  readonly book: JournalBook;
  readonly clock: Clock;
}

/**
 * Carries a run on our own database: the outcome of each step is committed before the interpreter sees it, and a
 * replay gets exactly what was committed. A wait ends the performance; the wait's end begins the next one.
 */
export class Journal implements EnginePort {
  readonly runId: string;
  readonly #run: RunEntity;
  readonly #tools: JournalTools;
  readonly #records = new Map<string, RunRecordEntity>();
  readonly #notes: RunRecordEntity[] = [];
  readonly #noted = new Set<string>();
  /** Stored already, without end. */
  readonly #open = new Set<RunRecordEntity>();
  #seq = 0;
  #now: Date;
  #parkedMs = 0;
  #isCancelled = false;
  /** When the latest step began. */
  stepStartedAt: Date;

  constructor(run: RunEntity, records: readonly RunRecordEntity[], tools: JournalTools) {
    this.runId = run.id;
    this.#run = run;
    this.#tools = tools;
    this.#now = run.startedAt;
    this.stepStartedAt = run.startedAt;
    for (const record of records) {
      this.#seq = record.seq + 1;
      if (!record.endedAt) this.#open.add(record);
      if (record.kind === 'task') this.#noted.add(record.name);
      else this.#records.set(`${record.kind} ${record.name}`, record);
    }
  }

  /** Lets the step under way end, records it, and performs no other. */
  cancel(): void {
    this.#isCancelled = true;
  }

  now(): Date {
    return this.#now;
  }

  elapsed(): number {
    return this.#now.getTime() - this.#run.startedAt.getTime() - this.#parkedMs;
  }

  random(name: string): number {
    return createHash('sha256').update(`${this.runId} ${name}`).digest().readUInt32BE() / 2 ** 32;
  }

  async run(step: StepFacts, work: (signal: AbortSignal) => Promise<StepOutcome>): Promise<StepOutcome> {
    const known = this.#records.get(`step ${step.name}`);
    if (known?.endedAt) return this.#replayed(known) as StepOutcome;
    if (this.#isCancelled) throw new RunLost('cancelled');
    const record = known ?? this.#record('step', step.name, step);
    this.stepStartedAt = record.startedAt;
    // The record of a step that must not be repeated stands before its effect: found open, its effect is unknown.
    if (known) return this.#settle(record, { kind: 'unknown' });
    if (!step.isRepeatable) await this.#store(record);
    const outcome = fitting(await this.#withinLimit(step, work), step.path);
    return this.#settle(record, outcome);
  }

  async sleep(name: string, ms: number): Promise<void> {
    const known = this.#records.get(`sleep ${name}`);
    if (known) return void this.#replayed(known);
    const now = this.#tools.clock.now();
    const { waitingName, waitingSince, wakeAt } = this.#run;
    const since = waitingName === name && waitingSince ? waitingSince : now;
    const due = waitingName === name && wakeAt ? wakeAt : new Date(now.getTime() + ms);
    if (due > now) await this.#suspend({ status: 'waiting', wakeAt: due, waitingName: name, waitingSince: since });
    const record = this.#record('sleep', name, { path: name, attempt: 1 });
    await this.#end(Object.assign(record, { startedAt: since }), null);
  }

  async waitForSignal(name: string, reason: WaitReason): Promise<unknown> {
    const known = this.#records.get(`signal ${name}`);
    if (known) return this.#replayed(known);
    const { waitingSince } = this.#run;
    const signal = pendingSignal(this.#run);
    if (signal?.name !== name) await this.#park(name, reason);
    const now = this.#tools.clock.now();
    const record = this.#record('signal', name, { path: name, attempt: 1 });
    const parkedMs = String(now.getTime() - (waitingSince ?? now).getTime());
    await this.#end(Object.assign(record, { startedAt: waitingSince ?? now, parkedMs }), signal?.value ?? null);
    return signal?.value ?? null;
  }

  note({ name, path, kind }: TaskNote): void {
    if (this.#noted.has(name)) return;
    this.#noted.add(name);
    const record = this.#record('task', name, { path, attempt: 1 });
    this.#notes.push(Object.assign(record, { outcome: JSON.stringify(kind), endedAt: record.startedAt }));
  }

  /** Stores the end of the run with what was noted since the last step. */
  async finish(end: Partial<RunEntity>): Promise<void> {
    const now = this.#tools.clock.now();
    await this.#write([], { ...NOT_WAITING, ...end, wakeAt: null, endedAt: now });
  }

  #replayed(record: RunRecordEntity): unknown {
    this.#now = record.endedAt ?? this.#now;
    this.#parkedMs += Number(record.parkedMs ?? 0);
    return record.outcome === null ? null : JSON.parse(record.outcome);
  }

  async #withinLimit(step: StepFacts, work: (signal: AbortSignal) => Promise<StepOutcome>): Promise<StepOutcome> {
    const abort = new AbortController();
    if (step.timeLimitMs === undefined) return work(abort.signal);
    const done = new AbortController();
    const limit = this.#tools.clock.sleep(step.timeLimitMs, done.signal).then((): StepOutcome => {
      abort.abort();
      return { kind: 'timed-out' };
    });
    return Promise.race([work(abort.signal), limit]).finally(() => done.abort());
  }

  async #settle(record: RunRecordEntity, outcome: StepOutcome): Promise<StepOutcome> {
    record.token = 'token' in outcome ? (outcome.token ?? null) : null;
    await this.#end(record, outcome);
    return outcome;
  }

  async #end(record: RunRecordEntity, outcome: unknown): Promise<void> {
    Object.assign(record, { outcome: JSON.stringify(outcome), endedAt: this.#tools.clock.now() });
    await this.#store(record);
    this.#records.set(`${record.kind} ${record.name}`, record);
    this.#replayed(record);
    if (this.#isCancelled) throw new RunLost('cancelled');
  }

  #store(record: RunRecordEntity): Promise<void> {
    if (record.kind === 'step') return this.#write([record]);
    const goesOn = { ...NOT_WAITING, status: 'running' as const };
    Object.assign(this.#run, goesOn);
    return this.#write([record], goesOn);
  }

  async #park(name: string, reason: WaitReason): Promise<never> {
    const status = reason.kind === 'token' ? 'parked' : 'unknown-outcome';
    const waitingToken = reason.token === undefined ? null : (parseName(reason.token)?.folded ?? null);
    const waitingSince = this.#tools.clock.now();
    const waiting = { waitingName: name, waitingToken, waitingReason: reason, waitingSince };
    return this.#suspend({ status, wakeAt: null, ...waiting });
  }

  async #suspend(change: Partial<RunEntity>): Promise<never> {
    await this.#write([], change);
    throw new RunSuspended();
  }

  /** What was noted, the record and the run, in one commit. A run that has ended meanwhile keeps its end. */
  async #write(records: readonly RunRecordEntity[], change?: Partial<RunEntity>): Promise<void> {
    const fresh = [...this.#notes, ...records.filter((record) => !this.#open.has(record))];
    const ended = records.find((record) => this.#open.delete(record));
    const entry = { runId: this.runId, records: fresh, ...(ended ? { ended } : {}), ...(change ? { change } : {}) };
    this.#notes.length = 0;
    const isUnderWay = await this.#tools.book.store(entry);
    for (const record of records) if (!record.endedAt) this.#open.add(record);
    if (!isUnderWay) throw new RunLost('ended');
  }

  #record(kind: RecordKind, name: string, facts: Pick<StepFacts, 'path' | 'attempt' | 'action'>): RunRecordEntity {
    const { path, attempt, action = null } = facts;
    const place = { runId: this.runId, seq: this.#seq++, kind, name, path, attempt, action };
    const open = { outcome: null, token: null, startedAt: this.#tools.clock.now(), endedAt: null, parkedMs: null };
    return Object.assign(new RunRecordEntity(), place, open);
  }
}

function pendingSignal({ signal }: RunEntity): PendingSignal | undefined {
  return signal === null ? undefined : (JSON.parse(signal) as PendingSignal);
}

/** An output that is too large to keep fails its step: a run must be able to be replayed. */
function fitting(outcome: StepOutcome, path: string): StepOutcome {
  if (outcome.kind !== 'done' || JSON.stringify(outcome.output ?? null).length <= MAX_OUTCOME) return outcome;
  const problem = problemOf('runtime', path, `The output of the step has more than ${MAX_OUTCOME} bytes.`);
  return { kind: 'failed', problem, ...(outcome.token ? { token: outcome.token } : {}) };
}
