import { type RestatePromise, TerminalError } from '@restatedev/restate-sdk';
import type { EnginePort, Fork, StepFacts, StepOutcome, TaskNote, WaitReason } from '../../../../runtime/ports.js';
import { inputText, WITHHELD_INPUT } from '../../../journal/inputs/kept-input.js';
import { RunLost } from '../../../journal/journal.js';
import {
  elapsedAt,
  instantIn,
  isParking,
  type OwnTime,
  parkedUntil,
  startOf,
  timeAfter,
} from '../../../journal/own-time.js';
import type { RunRecordEntity } from '../../../journal/run-record.entity.js';
import type { RunWaitEntity } from '../../../journal/run-wait.entity.js';
import { latest } from '../../../journal/strand.js';
import { columnsOf } from '../../../journal/waits.js';
import { promiseOf, type Told } from '../run-keys.js';
import { endedBefore, isOlder, type WaitEnd } from './segment-beginning.js';
import type { SegmentJournal } from './segment-journal.js';
import type { StepTaken, StepWork } from './segment-steps.js';
import type { SegmentTools } from './segment-tools.js';
import type { Turns } from './turns.js';

/**
 * Carries one line of a run on Restate: each step is a durable step there, each wait a durable timer or a durable
 * promise. What an earlier segment has done is taken from the stored journal.
 */
export class SegmentStrand implements EnginePort {
  readonly runId: string;
  readonly #tools: SegmentTools;
  readonly #journal: SegmentJournal;
  readonly #turns: Turns;
  #time: OwnTime;
  #stepStartedAt: Date;
  #branches: readonly SegmentStrand[] = [];
  #openStep: RunRecordEntity | undefined;
  #openWait: RunWaitEntity | undefined;
  readonly #abandoned = new AbortController();

  constructor(tools: SegmentTools, time: OwnTime = startOf(tools.journal.run)) {
    const { journal, turns } = tools;
    this.runId = journal.run.id;
    this.#tools = tools;
    this.#journal = journal;
    this.#turns = turns;
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
    return this.#journal.records.random(name);
  }

  note(task: TaskNote): void {
    this.#journal.note(task, this.#time.now);
  }

  async run(step: StepFacts, work: StepWork): Promise<StepOutcome> {
    const known = this.#journal.records.find('step', step.name);
    if (known?.endedAt) return this.#follow(known) as StepOutcome;
    this.#journal.checkUnderWay();
    const record = known ?? this.#journal.records.begin('step', step.name, step);
    if (known) record.input = inputText(step.input);
    // It stood before its effect, and the segment that began it is over.
    const taken = known ? this.#lostTrack(known) : await this.#takeStep(record, step, work);
    return this.#settle(record, taken);
  }

  async sleep(name: string, ms: number): Promise<void> {
    const known = this.#journal.records.find('sleep', name);
    if (known) return void this.#follow(known);
    this.#journal.checkUnderWay();
    // From the moment the run came here, however long ago that was.
    const since = this.#time.now;
    await this.#waitUntilEnd(this.#journal.records.wait(name, { since, dueAt: new Date(since.getTime() + ms) }));
  }

  async waitForSignal(name: string, reason: WaitReason, limitMs?: number): Promise<unknown> {
    const known = this.#journal.records.find('signal', name);
    if (known) return this.#follow(known);
    this.#journal.checkUnderWay();
    const isLimited = limitMs !== undefined && Number.isFinite(limitMs);
    const limit = isLimited && { dueAt: instantIn(limitMs, this.#time, this.#journal.run) };
    return this.#waitUntilEnd(this.#journal.records.wait(name, { reason, since: this.#time.now, ...limit }));
  }

  #lostTrack({ startedAt }: RunRecordEntity): StepTaken {
    return {
      outcome: { kind: 'unknown' },
      startedAt: startedAt.toISOString(),
      endedAt: this.#journal.beginning.at.toISOString(),
    };
  }

  async #takeStep(record: RunRecordEntity, step: StepFacts, work: StepWork): Promise<StepTaken> {
    this.#openStep = record;
    const abandoned = this.#abandoned.signal;
    const taken = await this.#recorded(step.name, () => this.#tools.steps.take(record, { ...step, abandoned }, work));
    this.#openStep = undefined;
    return taken;
  }

  #settle(record: RunRecordEntity, { outcome, startedAt, endedAt, isInputWithheld }: StepTaken): StepOutcome {
    if (isInputWithheld) record.input = WITHHELD_INPUT;
    const token = 'token' in outcome ? (outcome.token ?? null) : null;
    const times = { startedAt: new Date(startedAt), endedAt: new Date(endedAt) };
    this.#stepStartedAt = times.startedAt;
    this.#journal.keep(Object.assign(record, { ...times, token, outcome: JSON.stringify(outcome) }));
    this.#time = timeAfter(record, this.#time);
    this.#journal.checkUnderWay();
    return outcome;
  }

  async #waitUntilEnd(wait: RunWaitEntity): Promise<unknown> {
    this.#openWait = wait;
    const { value, at } = endedBefore(wait, this.#journal.beginning) ?? (await this.#block(wait));
    this.#openWait = undefined;
    const kind = wait.kind === 'time' ? 'sleep' : 'signal';
    const { seq, name, since: startedAt } = wait;
    const record = this.#journal.records.begin(kind, name, { path: name, attempt: 1 });
    const parkedMs = isParking(wait) ? String(parkedUntil(at, wait, this.#journal.run)) : null;
    Object.assign(record, { seq, startedAt, endedAt: at, parkedMs, outcome: JSON.stringify(value ?? null) });
    this.#journal.keep(record, [wait]);
    return this.#follow(record);
  }

  async #block(wait: RunWaitEntity): Promise<WaitEnd> {
    const { beginning } = this.#journal;
    const since = isOlder(wait, beginning) ? beginning.at : await this.#beginWait(wait);
    const told = await this.#turns.wait(this, this.#endsOf(wait, since), wait);
    this.#journal.checkUnderWay();
    if (told) return { value: told.value, at: new Date(told.at) };
    const at = await this.#turns.wait(this, [this.#tools.context.run('now', () => this.#tools.steps.now())]);
    return { value: null, at: new Date(at) };
  }

  async #beginWait(wait: RunWaitEntity): Promise<Date> {
    const all = this.#turns.isLastAwake(this) ? [...this.#turns.waits, wait] : undefined;
    const begun = { askedAt: this.#stepStartedAt, all };
    const since = new Date(await this.#recorded(`${wait.name} waits`, () => this.#tools.steps.beginWait(wait, begun)));
    if (wait.kind !== 'time') wait.since = since;
    if (all) {
      this.#turns.shown();
      this.#journal.isShownAs(columnsOf(all).status);
    }
    return since;
  }

  #endsOf({ seq, kind, dueAt }: RunWaitEntity, since: Date): RestatePromise<Told | undefined>[] {
    const { context, longestWait } = this.#tools;
    const ends: RestatePromise<Told | undefined>[] = [];
    if (kind !== 'time') ends.push(context.promise<Told>(promiseOf(seq)).get());
    const left = dueAt ? Math.max(0, dueAt.getTime() - since.getTime()) : Number.POSITIVE_INFINITY;
    if (left <= longestWait) ends.push(context.sleep(left).map(() => undefined));
    return ends;
  }

  async fork<T>(name: string, { branches, isDecisive }: Fork<T>): Promise<readonly T[]> {
    const known = this.#journal.records.find('choice', name);
    const performed = known ? branches.slice(Number(known.outcome)).slice(0, 1) : branches;
    this.#branches = performed.map(() => new SegmentStrand(this.#tools, this.#time));
    const { results, decided } = await this.#race({ branches: performed, isDecisive });
    const strands = this.#branches;
    this.#branches = [];
    const leading = decided === undefined ? latest(strands) : strands[decided];
    if (leading) this.#time = leading.#time;
    if (decided === undefined) return results;
    if (known) this.#follow(known);
    else this.#choose(name, { decided, abandoned: strands.filter((_strand, index) => index !== decided) });
    return results.slice(decided, decided + 1);
  }

  /** All results in the order of the branches, or only that of the one which decided. */
  #race<T>({ branches, isDecisive }: Fork<T>): Promise<{ readonly results: T[]; readonly decided?: number }> {
    const strands = this.#branches;
    const results: T[] = [];
    let open = strands.length;
    return new Promise((resolve, reject) => {
      const arrive = (index: number, result: T) => {
        results[index] = result;
        const isDecided = isDecisive(result);
        open = isDecided ? 0 : open - 1;
        if (open === 0) {
          this.#turns.forget(SegmentStrand.withBranches(strands));
          this.#turns.next(this, () => resolve({ results, ...(isDecided ? { decided: index } : {}) }));
        }
        this.#turns.pass();
      };
      const fail = (error: unknown) => {
        this.#turns.next(this, () => reject(error));
        this.#turns.pass();
      };
      for (const [index, strand] of strands.entries()) {
        this.#turns.next(strand, () => void branches[index]?.(strand).then((result) => arrive(index, result), fail));
      }
      this.#turns.pass();
    });
  }

  #choose(name: string, { decided, abandoned }: { decided: number; abandoned: readonly SegmentStrand[] }): void {
    const at = this.#time.now;
    const strands = SegmentStrand.withBranches(abandoned);
    for (const strand of strands) strand.#abandon(at);
    const record = this.#journal.records.begin('choice', name, { path: name, attempt: 1 });
    const times = { startedAt: at, endedAt: at };
    const waits = strands.flatMap((strand) => strand.#openWait ?? []);
    this.#journal.keep(Object.assign(record, times, { outcome: JSON.stringify(decided) }), waits);
  }

  /** What it still does, nobody waits for. */
  #abandon(at: Date): void {
    this.#abandoned.abort();
    if (!this.#openStep) return;
    const outcome = JSON.stringify({ kind: 'abandoned' } satisfies StepOutcome);
    const { startedAt = at } = this.#openStep;
    this.#journal.keep(Object.assign(this.#openStep, { outcome, startedAt, endedAt: at }));
  }

  /** What a durable step of Restate answers. @throws RunLost when it says that the run is lost */
  async #recorded<T>(name: string, work: () => Promise<T>): Promise<T> {
    const { mark } = this.#journal;
    try {
      const value = await this.#turns.wait(this, [this.#tools.context.run(name, work)]);
      this.#journal.isStoredUpTo(mark);
      return value;
    } catch (error) {
      throw error instanceof TerminalError ? new RunLost(error.message) : error;
    }
  }

  #follow(record: RunRecordEntity): unknown {
    this.#time = timeAfter(record, this.#time);
    return record.outcome === null ? null : JSON.parse(record.outcome);
  }

  /** With the branches of forks that they are in. */
  static withBranches(strands: readonly SegmentStrand[]): SegmentStrand[] {
    return strands.flatMap((strand) => [strand, ...SegmentStrand.withBranches(strand.#branches)]);
  }
}
