import { parseName } from '../../../../../kernel/name.js';
import type { StepFacts, TaskNote, WaitReason } from '../../../../runtime/ports.js';
import { drawn } from '../../../journal/drawn.js';
import { inputText } from '../../../journal/inputs/kept-input.js';
import { type RecordKind, RunRecordEntity } from '../../../journal/run-record.entity.js';
import { RunWaitEntity } from '../../../journal/run-wait.entity.js';
import { noteKey, noteText, readNote } from '../../../journal/task-note.js';
import type { RunEntity } from '../../../run.entity.js';
import { withoutAttempt } from '../../../step-name.js';
import type { Beginning } from './segment-beginning.js';

/** A wait that may begin. */
export interface WantedWait {
  readonly reason?: WaitReason;
  readonly since: Date;
  readonly dueAt?: Date;
}

/** What had been stored of a run when a segment began, and the places of what comes, in the order of turns. */
export class SegmentRecords {
  readonly #run: RunEntity;
  readonly #beginning: Beginning;
  readonly #records = new Map<string, RunRecordEntity>();
  readonly #noted = new Set<string>();
  /** Steps that have failed: their records say it. */
  readonly #failed = new Set<string>();
  /** How often each step was tried before somebody retried the run. */
  readonly #retried = new Map<string, number>();
  readonly #waits = new Map<string, RunWaitEntity>();
  #seq: number;

  constructor(run: RunEntity, beginning: Beginning, records: readonly RunRecordEntity[]) {
    this.#run = run;
    this.#beginning = beginning;
    this.#seq = beginning.next;
    for (const record of records) this.#take(record);
    for (const wait of beginning.waits) this.#waits.set(wait.name, Object.assign(new RunWaitEntity(), wait));
  }

  random(name: string): number {
    return drawn(this.#run.id, name);
  }

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
    const place = { runId: this.#run.id, seq: this.#seq++, kind, name, path, attempt, action };
    const open = { input: inputText(facts.input), outcome: null, token: null, endedAt: null };
    const unset = { parkedMs: null, retriedAt: null };
    return Object.assign(new RunRecordEntity(), place, open, unset, { pausedMs: this.#run.pausedMs });
  }

  /** Undefined when it is noted already, or said by the record of a step. */
  note({ name, path, kind, problem }: TaskNote, at: Date): RunRecordEntity | undefined {
    const note = { kind, ...(problem && { problem }) };
    const key = noteKey(name, note);
    if (this.#noted.has(key) || (problem && this.#failed.has(name))) return undefined;
    this.#noted.add(key);
    const record = this.begin('task', name, { path, attempt: 1 });
    return Object.assign(record, { outcome: noteText(note), startedAt: at, endedAt: at });
  }

  /** The wait of that name: one that stood when the segment began, or a new one that has not begun yet. */
  wait(name: string, { reason, since, dueAt }: WantedWait): RunWaitEntity {
    const known = this.#waits.get(name);
    if (known) return known;
    const { id: runId, tenantId, appId, pausedMs } = this.#run;
    const wait = Object.assign(new RunWaitEntity(), {
      ...{ runId, seq: this.#seq++, tenantId, appId, name, kind: reason?.kind ?? 'time' },
      token: reason?.token === undefined ? null : (parseName(reason.token)?.folded ?? null),
      ...{ reason: reason ?? null, signal: null, since, dueAt: dueAt ?? null },
      ...{ pausedMs, deadline: null, escalatedAt: null },
    });
    this.#waits.set(name, wait);
    return wait;
  }

  /** What is over since the segment began. */
  ended(record: RunRecordEntity, waits: readonly RunWaitEntity[]): void {
    this.#know(record);
    for (const { name } of waits) this.#waits.delete(name);
  }

  #take(record: RunRecordEntity): void {
    const { next, open } = this.#beginning;
    if (record.seq >= next) return;
    if (record.retriedAt) {
      this.#setAside(record);
      return;
    }
    if (record.kind === 'task') this.#noted.add(noteKey(record.name, readNote(record.outcome)));
    this.#know(record);
    const isOpen = open.includes(record.seq);
    const kept = isOpen ? Object.assign(new RunRecordEntity(), record, { outcome: null, endedAt: null }) : record;
    this.#records.set(`${record.kind} ${record.name}`, kept);
  }

  #setAside({ kind, name }: RunRecordEntity): void {
    const step = withoutAttempt(name);
    if (kind === 'step') this.#retried.set(step, (this.#retried.get(step) ?? 0) + 1);
  }

  #know({ kind, name, outcome }: RunRecordEntity): void {
    if (kind === 'step' && outcome?.startsWith('{"kind":"failed"')) this.#failed.add(withoutAttempt(name));
  }
}
