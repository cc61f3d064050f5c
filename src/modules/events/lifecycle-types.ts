/**
 * The lifecycle events of the Serverless Workflow specification, which are CloudEvents. They are many, so they are told
 * only to webhooks that name them, and recorded only while there is one.
 */
export const LIFECYCLE_TYPES = {
  'io.serverlessworkflow.workflow.started.v1': 'A run was started.',
  'io.serverlessworkflow.workflow.suspended.v1': 'A run waits for a person; `reasons` say for what.',
  'io.serverlessworkflow.workflow.resumed.v1': 'A run that waited for a person goes on.',
  'io.serverlessworkflow.workflow.correlation-started.v1': 'A task of a run began to listen to events.',
  'io.serverlessworkflow.workflow.correlation-completed.v1': 'A task of a run took the events that it listened for.',
  'io.serverlessworkflow.workflow.cancelled.v1': 'A run was cancelled.',
  'io.serverlessworkflow.workflow.faulted.v1': 'A run failed; `error` says why.',
  'io.serverlessworkflow.workflow.completed.v1': 'A run came to its end.',
  'io.serverlessworkflow.workflow.status-changed.v1': 'A run has another status phase.',
  'io.serverlessworkflow.task.created.v1': 'A run came to a task.',
  'io.serverlessworkflow.task.started.v1': 'A task began.',
  'io.serverlessworkflow.task.suspended.v1': 'A task waits for a person.',
  'io.serverlessworkflow.task.resumed.v1': 'A task that waited for a person goes on.',
  'io.serverlessworkflow.task.retried.v1': 'A task is tried again.',
  'io.serverlessworkflow.task.cancelled.v1': 'A task was cut off.',
  'io.serverlessworkflow.task.faulted.v1': 'A task failed; `error` says why.',
  'io.serverlessworkflow.task.completed.v1': 'A task is done.',
  'io.serverlessworkflow.task.status-changed.v1': 'A task has another status phase.',
} as const;

export type LifecycleType = keyof typeof LIFECYCLE_TYPES;

/** What lifecycle events are about. */
export const RUN_SUBJECT = 'run';

export function isLifecycle(type: string): type is LifecycleType {
  return Object.hasOwn(LIFECYCLE_TYPES, type);
}

export function isOfTasks(type: string): boolean {
  return type.startsWith('io.serverlessworkflow.task.');
}
