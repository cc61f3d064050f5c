import type { Json } from '../../../modules/events/new-event.js';
import type { StepOutcome, UnknownOutcomeDecision } from '../../runtime/ports.js';
import type { ProblemDetails } from '../../runtime/problem-details.js';
import type { JournalEntry } from '../journal/journal-entry.js';
import type { RunRecordEntity } from '../journal/run-record.entity.js';
import type { RunWaitEntity } from '../journal/run-wait.entity.js';
import { readNote } from '../journal/task-note.js';
import type { EndStatus } from '../run-status.js';
import { withoutAttempt } from '../step-name.js';
import { errorOf, type LifecycleDraft, type TaskWhat, taskDraft, workflowDraft } from './lifecycle-draft.js';
import { placesOf, type TaskPlace } from './task-places.js';

type TaskState = 'begun' | 'waiting' | 'suspended' | 'resumed' | 'ended';

interface ToldTask extends TaskPlace {
  state: TaskState;
  attempt: number;
}

/** How each task of a run stands, as far as its journal tells; from what is new there it makes lifecycle events. */
export class TaskStory {
  readonly #tasks = new Map<string, ToldTask>();
  #drafts: LifecycleDraft[] = [];

  /** From what is stored. Outcomes are not read: what has ended and waits for nothing is over. */
  static of(records: readonly RunRecordEntity[], waits: readonly RunWaitEntity[]): TaskStory {
    const story = new TaskStory();
    // What was set aside when the run was retried happens anew.
    for (const { name, path, kind, attempt, endedAt, startedAt } of records.filter(({ retriedAt }) => !retriedAt)) {
      const task = story.#come(placesOf(name, kind === 'step' || kind === 'task' ? path : undefined), startedAt);
      if (!task) continue;
      task.attempt = Math.max(task.attempt, attempt);
      if (endedAt && (kind === 'task' || task.instance === withoutAttempt(name))) task.state = 'ended';
    }
    for (const { name, kind, since } of waits) {
      const task = story.#come(placesOf(name), since);
      if (task) task.state = kind === 'token' || kind === 'unknown-outcome' ? 'suspended' : 'waiting';
    }
    story.#drafts = [];
    return story;
  }

  /** What an entry of the journal means, in the order it happened. */
  take({ begun = [], records = [], ended, waits = [] }: JournalEntry): LifecycleDraft[] {
    for (const record of [...records, ...(ended ? [ended] : [])]) this.#record(record);
    for (const record of begun) this.#begin(record);
    for (const wait of waits) this.#wait(wait);
    return this.#taken();
  }

  /** The run has ended: so have all of its tasks, those on the way to the error with it. */
  close(status: EndStatus, at: Date, problem: ProblemDetails | null): LifecycleDraft[] {
    for (const task of [...this.#tasks.values()].toReversed()) {
      if (task.state === 'ended') continue;
      const isOnTheWay = problem?.instance === task.path || problem?.instance.startsWith(`${task.path}/`);
      if (status === 'completed') this.#end(task, 'completed', at);
      else if (problem && isOnTheWay) this.#end(task, 'faulted', at, { error: errorOf(problem) });
      else this.#end(task, 'cancelled', at);
    }
    return this.#taken();
  }

  #taken(): LifecycleDraft[] {
    const drafts = this.#drafts;
    this.#drafts = [];
    return drafts;
  }

  /** The task of these places, begun with all around it. */
  #come(places: readonly TaskPlace[], at: Date): ToldTask | undefined {
    let last: ToldTask | undefined;
    for (const place of places) {
      last = this.#tasks.get(place.instance);
      if (last) continue;
      last = { ...place, state: 'begun', attempt: 1 };
      this.#tasks.set(place.instance, last);
      this.#tell(last, 'created', at);
      this.#tell(last, 'started', at);
      this.#status(last, 'running', at);
    }
    return last;
  }

  #begin({ name, path, attempt, startedAt }: RunRecordEntity): ToldTask | undefined {
    const task = this.#come(placesOf(name, path), startedAt);
    if (!task || attempt <= task.attempt || task.instance !== withoutAttempt(name)) return task;
    // What was suspended goes on with a new attempt; that is no retry.
    if (task.state !== 'resumed') this.#tell(task, 'retried', startedAt, { attempt });
    Object.assign(task, { attempt, state: 'begun' });
    return task;
  }

  #record(record: RunRecordEntity): void {
    const { kind, name, path, endedAt } = record;
    if (kind === 'step') this.#step(record, this.#begin(record));
    if (kind === 'step' || kind === 'choice' || !endedAt) return;
    const task = this.#come(placesOf(name, kind === 'task' ? path : undefined), record.startedAt);
    if (!task) return;
    if (kind === 'task') this.#note(task, record, endedAt);
    else if (task.state === 'suspended') this.#help(task, record, endedAt);
    else if (/~\d+\/delay$/.test(name)) this.#go(task, 'retried', endedAt);
    else if (task.state === 'waiting') this.#go(task, undefined, endedAt);
  }

  #step(record: RunRecordEntity, task: ToldTask | undefined): void {
    const { name, endedAt } = record;
    if (!task || !endedAt) return;
    // A step that the task does for itself, such as to begin to listen.
    const ownStep = withoutAttempt(name).slice(task.instance.length);
    if (ownStep !== '') this.#correlate(ownStep, endedAt);
    else this.#outcome(task, record, endedAt);
  }

  #outcome(task: ToldTask, { outcome, action, token }: RunRecordEntity, endedAt: Date): void {
    const end = JSON.parse(outcome ?? '{}') as StepOutcome;
    const used = { ...(action === null ? {} : { action }), ...(token ? { token: { ...token } } : {}) };
    if (end.kind === 'done') this.#end(task, 'completed', endedAt, used);
    if (end.kind === 'failed') this.#end(task, 'faulted', endedAt, { ...used, error: errorOf(end.problem) });
    if (end.kind === 'parked' || end.kind === 'unknown') {
      task.state = 'suspended';
      this.#tell(task, 'suspended', endedAt, used);
      this.#status(task, 'suspended', endedAt);
    }
  }

  /** Somebody came: the task goes on, or is done because he says that it had its effect. */
  #help(task: ToldTask, { name, outcome }: RunRecordEntity, at: Date): void {
    this.#go(task, 'resumed', at);
    if (!name.endsWith('/decision')) return;
    const { decision } = JSON.parse(outcome ?? '{}') as Partial<UnknownOutcomeDecision>;
    if (decision === 'skip') this.#end(task, 'completed', at);
  }

  #note(task: ToldTask, { outcome }: RunRecordEntity, at: Date): void {
    const { problem } = readNote(outcome);
    if (task.state === 'ended' && !problem) return;
    for (const inner of this.#tasks.values()) {
      if (inner.state !== 'ended' && isInside(inner, task)) this.#end(inner, 'cancelled', at);
    }
    if (problem) this.#end(task, 'faulted', at, { error: errorOf(problem) });
    else this.#end(task, 'completed', at);
  }

  #wait({ name, kind, since }: RunWaitEntity): void {
    const task = this.#come(placesOf(name), since);
    if (!task || kind === 'token' || kind === 'unknown-outcome') return;
    task.state = 'waiting';
    this.#status(task, 'waiting', since);
  }

  #correlate(what: string, at: Date): void {
    if (what === '/subscribe') this.#drafts.push(workflowDraft('correlation-started', at));
    if (what === '/unsubscribe') this.#drafts.push(workflowDraft('correlation-completed', at));
  }

  #go(task: ToldTask, what: 'resumed' | 'retried' | undefined, at: Date): void {
    task.state = what === 'resumed' ? 'resumed' : 'begun';
    if (what) this.#tell(task, what, at);
    this.#status(task, 'running', at);
  }

  #end(task: ToldTask, what: EndStatus, ...[at, facts]: [Date, Readonly<Record<string, Json>>?]): void {
    task.state = 'ended';
    this.#tell(task, what, at, facts);
    this.#status(task, what, at);
  }

  #status(task: ToldTask, status: string, at: Date): void {
    this.#tell(task, 'status-changed', at, { status });
  }

  #tell(
    { path, instance, attempt }: ToldTask,
    what: TaskWhat,
    ...[at, facts]: [Date, Readonly<Record<string, Json>>?]
  ): void {
    this.#drafts.push(taskDraft(what, at, { task: path, instance, attempt, ...facts }));
  }
}

function isInside(inner: TaskPlace, outer: TaskPlace): boolean {
  return inner.instance.startsWith(outer.instance) && '/[~'.includes(inner.instance[outer.instance.length] ?? ' ');
}
