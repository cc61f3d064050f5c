import type { LifecycleType } from '../../../modules/events/lifecycle-types.js';
import type { Json } from '../../../modules/events/new-event.js';
import type { ProblemDetails } from '../../runtime/problem-details.js';

type Facts = Readonly<Record<string, Json>>;

/** A lifecycle event before anybody asked whether it is wanted. */
export interface LifecycleDraft {
  readonly type: LifecycleType;
  readonly at: Date;
  readonly data: Facts;
}

/** What the specification calls the instant in the data of each kind of event. */
const TIMES = {
  created: 'createdAt',
  started: 'startedAt',
  suspended: 'suspendedAt',
  resumed: 'resumedAt',
  retried: 'retriedAt',
  'correlation-started': 'startedAt',
  'correlation-completed': 'completedAt',
  cancelled: 'cancelledAt',
  faulted: 'faultedAt',
  completed: 'completedAt',
  'status-changed': 'updatedAt',
} as const;
type What = keyof typeof TIMES;

export type WorkflowWhat = Exclude<What, 'created' | 'retried'>;
export type TaskWhat = Exclude<What, 'correlation-started' | 'correlation-completed'>;

export function workflowDraft(what: WorkflowWhat, at: Date, facts: Facts = {}): LifecycleDraft {
  return { type: `io.serverlessworkflow.workflow.${what}.v1`, at, data: { [TIMES[what]]: at.toISOString(), ...facts } };
}

export function taskDraft(what: TaskWhat, at: Date, facts: Facts): LifecycleDraft {
  return { type: `io.serverlessworkflow.task.${what}.v1`, at, data: { ...facts, [TIMES[what]]: at.toISOString() } };
}

/** Without the detail: it may quote data of the run, which not everybody who gets events may read. */
export function errorOf({ type, status, title, instance }: ProblemDetails): Json {
  return { type, status, ...(title === undefined ? {} : { title }), instance };
}
