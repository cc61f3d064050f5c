import { TASK_KINDS, type Task } from '../definition.js';
import { checkSchema, evaluateDuration, isTrue, transform } from '../expressions/evaluate.js';
import { fault, type ProblemDetails, problemOf, WorkflowFault } from '../problem-details.js';
import {
  type Deadline,
  DeadlinePassed,
  enforceDeadline,
  nearerDeadline,
  type Result,
  type TaskScope,
} from '../scope.js';
import { performCall } from './calls/call.js';
import { performDo } from './do.js';
import { performEmit } from './emit.js';
import { performFor } from './for.js';
import { performFork } from './fork.js';
import { performListen } from './listen.js';
import { performRaise } from './raise.js';
import { performRunProcess } from './run-process.js';
import { performSet } from './set.js';
import { performSwitch } from './switch.js';
import { performTry } from './try.js';
import { performWait } from './wait.js';

/** What every task does around its own work: condition, time limit, input, output, export. Law 4. */
export async function performTask(task: Task, scope: TaskScope): Promise<Result> {
  enforceDeadline(scope);
  if (task.if !== undefined && !(await isTrue(task.if, scope.rawInput, scope))) {
    return { output: scope.rawInput, next: 'continue' };
  }
  const limit = await deadlineOf(task, scope);
  try {
    return await performLimited(task, limit ? { ...scope, deadline: nearerDeadline(scope.deadline, limit) } : scope);
  } catch (error) {
    const failure = overdue(error, limit, scope) ?? error;
    if (failure instanceof WorkflowFault) noteFailure(task, scope, failure.problem);
    throw failure;
  }
}

/** The fault of a task whose own time is over. */
function overdue(error: unknown, limit: Deadline | undefined, { name, pointer }: TaskScope): WorkflowFault | undefined {
  if (!(error instanceof DeadlinePassed && limit && error.owner === name)) return undefined;
  return new WorkflowFault(problemOf('timeout', pointer, 'The task took longer than its timeout.'), error.causes);
}

async function performLimited(task: Task, scope: TaskScope): Promise<Result> {
  const { pointer, rawInput } = scope;
  checkSchema(task.input, rawInput, { pointer, what: 'input' });
  const during = { ...scope, input: await transform(task.input?.from, rawInput, scope) };
  const result = await performKind(task, during);
  // The end of the run is not the end of the tasks around it: they have no output of their own any more.
  if (result.isEnd) return result;
  const output = task.output ? await performOutput(task.output, result.output, during) : result.output;
  if (task.export) await performExport(task.export, { ...during, rawOutput: result.output, output });
  noteEnd(task, scope);
  return { ...result, output };
}

async function performOutput(
  spec: NonNullable<Task['output']>,
  rawOutput: unknown,
  scope: TaskScope,
): Promise<unknown> {
  const output = await transform(spec.as, rawOutput, { ...scope, rawOutput });
  checkSchema(spec, output, { pointer: scope.pointer, what: 'output' });
  return output;
}

async function performExport(spec: NonNullable<Task['export']>, scope: TaskScope): Promise<void> {
  const { run, pointer, output } = scope;
  if (spec.as !== undefined) run.context = await transform(spec.as, output, scope);
  checkSchema(spec, run.context, { pointer, what: 'exported context' });
}

function performKind(task: Task, scope: TaskScope): Promise<Result> {
  if ('call' in task) return performCall(task, scope);
  if ('for' in task) return performFor(task, scope);
  if ('fork' in task) return performFork(task, scope);
  if ('emit' in task) return performEmit(task, scope);
  if ('listen' in task) return performListen(task, scope);
  if ('raise' in task) return performRaise(task, scope);
  if ('run' in task) return performRunProcess(task, scope);
  if ('set' in task) return performSet(task, scope);
  if ('switch' in task) return performSwitch(task, scope);
  if ('try' in task) return performTry(task, scope);
  if ('wait' in task) return performWait(task, scope);
  return performDo(task, scope);
}

async function deadlineOf({ timeout }: Task, scope: TaskScope): Promise<Deadline | undefined> {
  if (timeout === undefined) return undefined;
  const { definition, port } = scope.run;
  const spec = typeof timeout === 'string' ? definition.workflow.use?.timeouts?.[timeout] : timeout;
  if (!spec) throw fault('configuration', scope.pointer, `There is no timeout ${String(timeout)}.`);
  return { at: port.elapsed() + (await evaluateDuration(spec.after, scope.rawInput, scope)), owner: scope.name };
}

function noteFailure(task: Task, { run, name, pointer }: TaskScope, problem: ProblemDetails): void {
  const kind = TASK_KINDS.find((key) => key in task);
  if (kind) run.port.note({ name, path: pointer, kind, problem });
}

/** Steps are recorded by the engine; what has no outside effect is only shown. */
function noteEnd(task: Task, { run, name, pointer }: TaskScope): void {
  const kind = TASK_KINDS.find((key) => key in task);
  if (kind && kind !== 'call') run.port.note({ name, path: pointer, kind });
}
