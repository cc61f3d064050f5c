import type { Json } from '../../../modules/events/new-event.js';
import type { ProblemDetails } from '../../runtime/problem-details.js';
import type { RunWaitEntity } from '../journal/run-wait.entity.js';
import type { RunStatus } from '../run-status.js';
import { errorOf, type LifecycleDraft, workflowDraft } from './lifecycle-draft.js';

/** The status phases of the specification. */
export type Phase = 'running' | 'waiting' | 'suspended' | 'cancelled' | 'faulted' | 'completed';

/** Whatever waits for a person is suspended. */
const PHASES: Readonly<Record<RunStatus, Phase>> = {
  running: 'running',
  waiting: 'waiting',
  parked: 'suspended',
  'unknown-outcome': 'suspended',
  suspended: 'suspended',
  completed: 'completed',
  faulted: 'faulted',
  cancelled: 'cancelled',
};

export function phaseOf(status: RunStatus): Phase {
  return PHASES[status];
}

export interface StatusChange {
  readonly from: RunStatus;
  readonly to: RunStatus;
  readonly at: Date;
  readonly problem: ProblemDetails | null;
  /** What it waits for from now on. */
  readonly waits: readonly RunWaitEntity[];
}

export function storyOfStart(at: Date): LifecycleDraft[] {
  return [workflowDraft('started', at), statusDraft('running', at)];
}

/** What a change of the run's status means in the words of the specification; nothing within one phase. */
export function storyOfChange({ from, to, at, problem, waits }: StatusChange): LifecycleDraft[] {
  const [before, after] = [phaseOf(from), phaseOf(to)];
  if (before === after) return [];
  const status = statusDraft(after, at);
  if (after === 'suspended') return [workflowDraft('suspended', at, { reasons: waits.flatMap(reasonOf) }), status];
  if (after === 'faulted') return [workflowDraft('faulted', at, problem ? { error: errorOf(problem) } : {}), status];
  if (after === 'cancelled' || after === 'completed') return [workflowDraft(after, at), status];
  // A run that failed and is retried goes on too.
  return before === 'suspended' || before === 'faulted' ? [workflowDraft('resumed', at), status] : [status];
}

function statusDraft(status: Phase, at: Date): LifecycleDraft {
  return workflowDraft('status-changed', at, { status });
}

function reasonOf({ kind, reason, dueAt }: RunWaitEntity): Json[] {
  if (kind !== 'token' && kind !== 'unknown-outcome') return [];
  const { code, token } = reason ?? {};
  return [
    {
      kind,
      ...(code === undefined ? {} : { code }),
      ...(token === undefined ? {} : { token }),
      ...(dueAt ? { until: dueAt.toISOString() } : {}),
    },
  ];
}
