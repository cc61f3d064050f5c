import type { Definition, Task } from './definition.js';
import type { EnginePort, StepActions } from './ports.js';
import { WorkflowFault } from './problem-details.js';
import type { RecordPlace } from './record-place.js';

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
  /** As those of a fault. */
  readonly causes: readonly RecordPlace[];

  constructor(owner: string, causes: readonly RecordPlace[] = []) {
    super('The time limit has passed.');
    this.name = 'DeadlinePassed';
    this.owner = owner;
    this.causes = causes;
  }
}

/** The same fault or passed time limit with more that was recorded on the way to it; other errors as they are. Law 8. */
export function withCauses(error: unknown, more: readonly RecordPlace[]): unknown {
  if (error instanceof WorkflowFault) return new WorkflowFault(error.problem, [...error.causes, ...more]);
  if (error instanceof DeadlinePassed) return new DeadlinePassed(error.owner, [...error.causes, ...more]);
  return error;
}

export function enforceDeadline({ deadline, run }: Scope): void {
  if (deadline && run.port.elapsed() >= deadline.at) throw new DeadlinePassed(deadline.owner);
}

/**
 * Sleeps, but no longer than the time limit allows. A sleep ends by the clock and a limit by the run's own time, which
 * stands still while the run is suspended: then the limit has not passed yet, and it sleeps on.
 */
export async function sleepWithin({ deadline, run: { port } }: Scope, name: string, ms: number): Promise<void> {
  const causes: RecordPlace[] = [];
  const until = port.now().getTime() + ms;
  for (let open = ms; causes.length === 0 || open > 0; open = until - port.now().getTime()) {
    const left = deadline ? deadline.at - port.elapsed() : Number.POSITIVE_INFINITY;
    const part = causes.length === 0 ? name : `${name}+${causes.length}`;
    causes.push({ kind: 'sleep', name: part });
    await port.sleep(part, Math.max(0, Math.min(open, left)));
    if (deadline && open >= left && port.elapsed() >= deadline.at) throw new DeadlinePassed(deadline.owner, causes);
  }
}

/** The nearer of two time limits; the outer one wins a tie. */
export function nearerDeadline(outer: Deadline | undefined, inner: Deadline | undefined): Deadline | undefined {
  if (!outer || !inner) return outer ?? inner;
  return inner.at < outer.at ? inner : outer;
}
