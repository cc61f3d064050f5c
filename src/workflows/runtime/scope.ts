import type { Definition, Task } from './definition.js';
import type { EnginePort, StepActions } from './ports.js';

/** What all tasks of one run share. */
export interface Run {
  readonly definition: Definition;
  readonly port: EnginePort;
  readonly actions: StepActions;
  readonly runtimeVersion: string;
  /** Performs one task of any kind. */
  readonly perform: (task: Task, scope: TaskScope) => Promise<Result>;
  readonly startedAt: Date;
  /** The input of the run before any transformation. */
  readonly rawInput: unknown;
  /** `$context`: replaced by `export.as`, never changed in place. */
  context: unknown;
  /** How often each place was entered; a jump backwards enters it again. */
  readonly visits: Map<string, number>;
  readonly progress: { tasks: number };
}

/** A time limit as a moment of the run's own time, and the task that set it. */
export interface Deadline {
  readonly at: number;
  readonly owner: string;
}

/** Where a list of tasks stands, and what is in force there. */
export interface Scope {
  readonly run: Run;
  /** Place in the definition. */
  readonly pointer: string;
  /** The place with iterations, attempts and visits: unique in the run. */
  readonly name: string;
  /** Variables of loops and handlers. */
  readonly variables: Readonly<Record<string, unknown>>;
  readonly deadline: Deadline | undefined;
}

/** One task that is being performed. */
export interface TaskScope extends Scope {
  readonly taskName: string;
  readonly definition: unknown;
  /** Before `input.from`. */
  readonly rawInput: unknown;
  readonly startedAt: Date;
  /** After `input.from`; absent before. */
  readonly input?: unknown;
  /** Before `output.as`. */
  readonly rawOutput?: unknown;
  /** After `output.as`; exists only while exporting. */
  readonly output?: unknown;
}

/** What a task leads to: the next one, the end of its list, the end of the run, or a task of its list. */
export type Directive = string;

export interface Result {
  readonly output: unknown;
  /** Overrules the task's own `then`. */
  readonly next?: Directive;
  /** The whole run ends here with this output. */
  readonly isEnd?: boolean;
}

/** Passes through every handler up to the task whose limit it was. */
export class DeadlinePassed extends Error {
  readonly owner: string;

  constructor(owner: string) {
    super('The time limit has passed.');
    this.name = 'DeadlinePassed';
    this.owner = owner;
  }
}

export function enforceDeadline({ deadline, run }: Scope): void {
  if (deadline && run.port.elapsed() >= deadline.at) throw new DeadlinePassed(deadline.owner);
}

/** Sleeps, but no longer than the time limit allows. */
export async function sleepWithin(scope: Scope, name: string, ms: number): Promise<void> {
  const { deadline, run } = scope;
  const left = deadline ? deadline.at - run.port.elapsed() : Number.POSITIVE_INFINITY;
  await run.port.sleep(name, Math.max(0, Math.min(ms, left)));
  if (deadline && ms >= left) throw new DeadlinePassed(deadline.owner);
}

/** The nearer of two time limits; the outer one wins a tie. */
export function nearerDeadline(outer: Deadline | undefined, inner: Deadline | undefined): Deadline | undefined {
  if (!outer || !inner) return outer ?? inner;
  return inner.at < outer.at ? inner : outer;
}
