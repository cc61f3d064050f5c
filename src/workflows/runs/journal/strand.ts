import { dataComplaint } from '../../runtime/expressions/data-size.js';
import type { EnginePort, Fork, StepFacts, StepOutcome, TaskNote, WaitReason } from '../../runtime/ports.js';
import { problemOf } from '../../runtime/problem-details.js';
import { WITHHELD_INPUT } from './inputs/kept-input.js';
import type { Journal } from './journal.js';
import { elapsedAt, instantIn, isParking, type OwnTime, parkedUntil, startOf, timeAfter } from './own-time.js';
import type { RunRecordEntity } from './run-record.entity.js';
import type { RunWaitEntity } from './run-wait.entity.js';
import type { Waits } from './waits.js';

/** Another branch has decided the fork: what this one would still do, nobody needs. */
class StrandAbandoned extends Error {}

/** JSON of one outcome, in bytes of text. */
const MAX_OUTCOME = 2 * 1024 * 1024;

/**
 * Carries one line of a run on our own database: the outcome of each step is committed before the interpreter sees it,
 * and a replay gets exactly what was committed. Each branch of a fork is a strand with a clock of its own, so that a
 * replay sees the same times however the branches interleave.
 */
export class Strand implements EnginePort {
  readonly runId: string;
  readonly #journal: Journal;
  readonly #waits: Waits;
  #time: OwnTime;
  #stepStartedAt: Date;
  #branches: readonly Strand[] = [];
  #openWait: RunWaitEntity | undefined;
  readonly #abandoned = new AbortController();

  constructor(journal: Journal, waits: Waits, time: OwnTime = startOf(journal.run)) {
    this.runId = journal.run.id;
    this.#journal = journal;
    this.#waits = waits;
    this.#time = time;
    this.#stepStartedAt = time.now;
  }

  now(): Date {
    return this.#time.now;
  }

  elapsed(): number {
    return elapsedAt(this.#time, this.#journal.run);
  }

  random(name: string): number {
    return this.#journal.random(name);
  }

  note(task: TaskNote): void {
    this.#journal.note(task);
  }

  async run(step: StepFacts, work: (signal: AbortSignal) => Promise<StepOutcome>): Promise<StepOutcome> {
    const known = this.#journal.find('step', step.name);
    if (known?.endedAt) return this.#follow(known) as StepOutcome;
    this.#checkWanted();
    const record = known ?? this.#journal.begin('step', step.name, step);
    this.#stepStartedAt = record.startedAt;
    // The record of a step that must not be repeated stands before its effect: found open, its effect is unknown.
    if (known) return this.#settle(record, { kind: 'unknown' });
    if (step.isRepeatable) await this.#journal.announce(record);
    else await this.#journal.open(record);
    return this.#journal.during(this.#perform(step, work, record));
  }

  async #perform(
    step: StepFacts,
    work: (signal: AbortSignal) => Promise<StepOutcome>,
    record: RunRecordEntity,
  ): Promise<StepOutcome> {
    const outcome = fitting(await this.#withinLimit(step, work), step.path);
    if (step.input?.isWithheld) record.input = WITHHELD_INPUT;
    const isCutShort = outcome.kind === 'timed-out' && this.#abandoned.signal.aborted;
    return this.#settle(record, isCutShort ? { kind: 'abandoned' } : outcome);
  }

  async sleep(name: string, ms: number): Promise<void> {
    const known = this.#journal.find('sleep', name);
    if (known) return void this.#follow(known);
    this.#checkWanted();
    // From the moment the run came here, however long ago that was.
    const since = this.#time.now;
    const dueAt = new Date(since.getTime() + ms);
    if (dueAt <= this.#journal.clock.now() && !this.#journal.isAtWait(name)) return this.#pass(name, since);
    const wait = this.#journal.wait(name, { since, dueAt });
    if (!this.#isDue(wait)) await this.#block(wait);
    await this.#endWait(wait, null);
  }

  /** A sleep that is over when it begins. */
  async #pass(name: string, since: Date): Promise<void> {
    const record = this.#journal.begin('sleep', name, { path: name, attempt: 1 });
    record.startedAt = since;
    await this.#journal.end(record, null);
    this.#follow(record);
  }

  async waitForSignal(name: string, reason: WaitReason, limitMs = Number.POSITIVE_INFINITY): Promise<unknown> {
    const known = this.#journal.find('signal', name);
    if (known) return this.#follow(known);
    this.#checkWanted();
    const wait = this.#journal.wait(name, {
      reason,
      ...(Number.isFinite(limitMs) && { dueAt: instantIn(limitMs, this.#time, this.#journal.run) }),
    });
    const value = await this.#toldBy(wait);
    await this.#endWait(wait, value);
    return value;
  }

  async #toldBy(wait: RunWaitEntity): Promise<unknown> {
    if (wait.signal !== null) return JSON.parse(wait.signal);
    return this.#isDue(wait) ? null : ((await this.#block(wait)) ?? null);
  }

  #isDue({ dueAt }: RunWaitEntity): boolean {
    return dueAt !== null && dueAt <= this.#journal.clock.now();
  }

  async fork<T>(name: string, { branches, isDecisive }: Fork<T>): Promise<readonly T[]> {
    const known = this.#journal.find('choice', name);
    const performed = known ? branches.slice(Number(known.outcome)).slice(0, 1) : branches;
    this.#branches = performed.map(() => new Strand(this.#journal, this.#waits, this.#time));
    const { results, decided } = await this.#race({ branches: performed, isDecisive });
    const strands = this.#branches;
    this.#branches = [];
    const leading = decided === undefined ? latest(strands) : strands[decided];
    if (leading) this.#time = leading.#time;
    if (decided === undefined) return results;
    if (known) this.#follow(known);
    else await this.#choose(name, { decided, abandoned: strands.filter((_strand, index) => index !== decided) });
    return results.slice(decided, decided + 1);
  }

  /** All results in the order of the branches, or only that of the one which decided. */
  #race<T>({ branches, isDecisive }: Fork<T>): Promise<{ readonly results: T[]; readonly decided?: number }> {
    const strands = this.#branches;
    const results: T[] = [];
    let open = strands.length;
    this.#waits.exchange([this], strands);
    return new Promise((resolve, reject) => {
      const arrive = (index: number, result: T) => {
        if (open === 0) return;
        results[index] = result;
        const isDecided = isDecisive(result);
        open = isDecided ? 0 : open - 1;
        if (open > 0) return this.#waits.exchange(strands.slice(index, index + 1), []);
        this.#waits.exchange(Strand.withBranches(strands), [this]);
        resolve({ results, ...(isDecided ? { decided: index } : {}) });
      };
      for (const [index, strand] of strands.entries()) {
        branches[index]?.(strand).then((result) => arrive(index, result), reject);
      }
    });
  }

  async #choose(
    name: string,
    { decided, abandoned }: { decided: number; abandoned: readonly Strand[] },
  ): Promise<void> {
    const strands = Strand.withBranches(abandoned);
    for (const strand of strands) strand.#abandoned.abort();
    const record = this.#journal.begin('choice', name, { path: name, attempt: 1 });
    const waits = strands.flatMap((strand) => strand.#openWait ?? []);
    await this.#journal.end(record, decided, { endedWaits: waits });
    this.#follow(record);
  }

  async #block(wait: RunWaitEntity): Promise<unknown> {
    this.#openWait = wait;
    return this.#waits.block(this, { wait, askedAt: this.#stepStartedAt });
  }

  async #endWait(wait: RunWaitEntity, value: unknown): Promise<void> {
    this.#journal.checkUnderWay();
    this.#openWait = undefined;
    const kind = wait.kind === 'time' ? 'sleep' : 'signal';
    const record = this.#journal.begin(kind, wait.name, { path: wait.name, attempt: 1, wait });
    if (isParking(wait)) record.parkedMs = String(parkedUntil(this.#journal.clock.now(), wait, this.#journal.run));
    await this.#journal.end(record, value, { endedWaits: [wait] });
    this.#follow(record);
  }

  async #settle(record: RunRecordEntity, outcome: StepOutcome): Promise<StepOutcome> {
    record.token = 'token' in outcome ? (outcome.token ?? null) : null;
    await this.#journal.end(record, outcome, { isLeft: this.#abandoned.signal.aborted });
    this.#follow(record);
    this.#checkWanted();
    return outcome;
  }

  async #withinLimit(step: StepFacts, work: (signal: AbortSignal) => Promise<StepOutcome>): Promise<StepOutcome> {
    if (step.timeLimitMs === undefined) return work(this.#abandoned.signal);
    const over = new AbortController();
    const done = new AbortController();
    const limit = this.#journal.clock.sleep(step.timeLimitMs, done.signal).then((): StepOutcome => {
      over.abort();
      return { kind: 'timed-out' };
    });
    const signal = AbortSignal.any([over.signal, this.#abandoned.signal]);
    return Promise.race([work(signal), limit]).finally(() => done.abort());
  }

  #follow(record: RunRecordEntity): unknown {
    this.#time = timeAfter(record, this.#time);
    return record.outcome === null ? null : JSON.parse(record.outcome);
  }

  #checkWanted(): void {
    this.#journal.checkUnderWay();
    if (this.#abandoned.signal.aborted) throw new StrandAbandoned();
  }

  /** What it and its branches have under way is given up at once: nothing of it will be stored. */
  cutShort(): void {
    for (const strand of Strand.withBranches([this])) strand.#abandoned.abort();
  }

  /** With the branches of forks that they are in. */
  static withBranches(strands: readonly Strand[]): Strand[] {
    return strands.flatMap((strand) => [strand, ...Strand.withBranches(strand.#branches)]);
  }
}

/** The one whose own time has come furthest: all of them are over only then. */
export function latest<T extends Pick<EnginePort, 'now'>>(strands: readonly T[]): T | undefined {
  return [...strands].sort((one, other) => other.now().getTime() - one.now().getTime())[0];
}

/** An output that is too large or too deep to keep fails its step: a run must be able to be replayed. */
export function fitting(outcome: StepOutcome, path: string): StepOutcome {
  const complaint = outcome.kind === 'done' ? dataComplaint(outcome.output ?? null, MAX_OUTCOME) : undefined;
  if (outcome.kind !== 'done' || complaint === undefined) return outcome;
  const problem = problemOf('runtime', path, `The output of the step ${complaint}.`);
  return { kind: 'failed', problem, ...(outcome.token ? { token: outcome.token } : {}) };
}
