import type { Definition } from './definition.js';
import { checkSchema, evaluateDuration, transform } from './expressions/evaluate.js';
import type { EnginePort, StepActions } from './ports.js';
import { type ProblemDetails, problemOf, WorkflowFault } from './problem-details.js';
import type { RecordPlace } from './record-place.js';
import { DeadlinePassed, type Run, type Scope } from './scope.js';
import { performList } from './tasks/perform-list.js';
import { performTask } from './tasks/perform-task.js';

/*
 * The laws of the interpreter.
 *
 * 1. It is deterministic: given the same definition, input and recorded outcomes it asks its port for the same steps in
 *    the same order. Clock and chance come from the port; a restart performs the whole run again from the records.
 * 2. An outside effect happens inside a step, a step has one name, and its outcome is recorded before anything follows.
 * 3. A token is a name here. It is resolved inside the step at the moment the step runs; what is recorded says which
 *    token and generation were used, never its value.
 * 4. Around its own work every task does the same in the same order: condition, time limit, input schema, input
 *    transformation, work, output transformation, output schema, export, context schema.
 * 5. Data flows from task to task; only `export` changes the context; a directive leads within its own list. A branch of
 *    a fork starts from the context as it was, and sees nothing of the others: what they export is put together at the
 *    end, in the order of the branches.
 * 6. Errors are the specification's problem details and can be caught. Waiting, parking, and the time limit of an
 *    outer task are no errors of an inner one: no handler sees them.
 * 7. A time limit is a deadline that is handed down and looked at where the run would wait. Time spent parked,
 *    suspended or faulted does not count: a dead token parks, it does not kill.
 * 8. A fault knows what was recorded on the way to it: a retry sets that aside, and all else stays as recorded.
 */

/**
 * Which records and operations a replay expects, and in which order. Raised by whatever changes that for a definition
 * that is unchanged: runs that are under way on a durable engine then end on the version that began them.
 */
export const JOURNAL_VERSION = 1;

export interface RunRequest {
  readonly definition: Definition;
  readonly input: unknown;
  readonly port: EnginePort;
  readonly actions: StepActions;
  readonly runtimeVersion: string;
}

export type RunEnd =
  | { readonly status: 'completed'; readonly output: unknown }
  | { readonly status: 'faulted'; readonly problem: ProblemDetails; readonly causes: readonly RecordPlace[] };

/** Performs a run to its end. Rejects only with what the port throws, such as its way to suspend a run. */
export async function performRun({ definition, input, port, actions, runtimeVersion }: RunRequest): Promise<RunEnd> {
  const run: Run = {
    ...{ definition, port, actions, runtimeVersion, rawInput: input, perform: performTask },
    ...{ startedAt: port.now(), context: {}, visits: new Map(), progress: { tasks: 0 } },
  };
  const scope: Scope = { run, pointer: '', name: '', variables: {}, deadline: undefined };
  try {
    return { status: 'completed', output: await performWorkflow(run, scope) };
  } catch (error) {
    if (!(error instanceof WorkflowFault || error instanceof DeadlinePassed)) throw error;
    const { causes } = error;
    if (error instanceof WorkflowFault) return { status: 'faulted', problem: error.problem, causes };
    return { status: 'faulted', problem: problemOf('timeout', '/', 'The run took longer than its timeout.'), causes };
  }
}

async function performWorkflow(run: Run, scope: Scope): Promise<unknown> {
  const { workflow } = run.definition;
  checkSchema(workflow.input, run.rawInput, { pointer: '/', what: 'input of the run' });
  const input = await transform(workflow.input?.from, run.rawInput, scope);
  const deadline = await workflowDeadline(run, scope);
  const { output: raw } = await performList(workflow.do, input, { ...scope, pointer: '/do', name: '/do', deadline });
  const output = await transform(workflow.output?.as, raw, scope);
  checkSchema(workflow.output, output, { pointer: '/', what: 'output of the run' });
  return output;
}

async function workflowDeadline(run: Run, scope: Scope): Promise<Scope['deadline']> {
  const { timeout, use } = run.definition.workflow;
  const spec = typeof timeout === 'string' ? use?.timeouts?.[timeout] : timeout;
  if (!spec) return undefined;
  return { at: run.port.elapsed() + (await evaluateDuration(spec.after, run.rawInput, scope)), owner: '' };
}
