import type { RunTask } from '../definition.js';
import { fillTemplate } from '../expressions/evaluate.js';
import type { InnerEnd, StepActions } from '../ports.js';
import { problemOf, WorkflowFault } from '../problem-details.js';
import type { RecordPlace } from '../record-place.js';
import { DeadlinePassed, type Result, type TaskScope } from '../scope.js';
import { takeStep } from './take-step.js';

/**
 * Runs another process of the app. Awaited, its output is the output and its problem is the problem; else the task is
 * done as soon as the run is stored, and gives what it was given.
 */
export async function performRunProcess({ run: wanted }: RunTask, scope: TaskScope): Promise<Result> {
  const { input: template, ...process } = wanted.workflow;
  const input = await fillTemplate(template ?? null, scope.input, scope);
  const isAwaited = wanted.await ?? true;
  const awaitedBy = isAwaited ? { awaitedBy: `${scope.name}/ended` } : {};
  const wantedRun = { process, input, step: scope.name, ...awaitedBy };
  const runId = await step('start', scope, { work: ({ start }) => start(wantedRun), input: { process, input } });
  if (!isAwaited) return { output: scope.input };
  const end = await endOf(String(runId), scope);
  return { output: outputOf(end, scope) };
}

async function endOf(runId: string, scope: TaskScope): Promise<InnerEnd> {
  const { deadline, name, run } = scope;
  // Also when the time is over already: that the wait ends is what takes the other run along.
  const reason = { kind: 'run', code: 'inner-run', message: 'Waits for a run that it has started.', runId } as const;
  const told = await run.port.waitForSignal(`${name}/ended`, reason, deadline && deadline.at - run.port.elapsed());
  if (told === null && deadline) throw new DeadlinePassed(deadline.owner, [ended(scope)]);
  return (await step('result', scope, { work: (processes) => processes.endOf(runId) })) as InnerEnd;
}

function outputOf(end: InnerEnd, scope: TaskScope): unknown {
  if (end.status === 'completed') return end.output;
  const causes: RecordPlace[] = [ended(scope), { kind: 'step', name: `${scope.name}/result` }];
  if (end.status === 'faulted') throw new WorkflowFault(end.problem, causes);
  const detail = 'The run that this task has started was cancelled.';
  throw new WorkflowFault(problemOf('runtime', scope.pointer, detail), causes);
}

function ended({ name }: TaskScope): RecordPlace {
  return { kind: 'signal', name: `${name}/ended` };
}

function step(
  what: string,
  scope: TaskScope,
  { work, ...asked }: { work(processes: StepActions['processes']): Promise<unknown>; readonly input?: unknown },
): Promise<unknown> {
  const { processes } = scope.run.actions;
  const own = { ...asked, isRepeatable: true, work: async () => ({ output: await work(processes) }) };
  return takeStep(own, { ...scope, name: `${scope.name}/${what}` });
}
