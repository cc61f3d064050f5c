import type { CatchSpec, RetryPolicy, TryTask } from '../definition.js';
import { evaluateDuration, isTrue } from '../expressions/evaluate.js';
import { canonicalType, fault, faultIn, type ProblemDetails, problemOf, WorkflowFault } from '../problem-details.js';
import { type Deadline, DeadlinePassed, nearerDeadline, type Result, sleepWithin, type TaskScope } from '../scope.js';
import { performList } from './perform-list.js';
import { retryDelayMs } from './retry-policy.js';

/**
 * Tries its tasks; on an error that its filter takes, retries while the policy allows, then runs the handler. An error
 * that was retried in vain and has no handler goes on; one that was never to be retried is swallowed, as written.
 */
export async function performTry(task: TryTask, scope: TaskScope): Promise<Result> {
  const policy = policyOf(task.catch, scope);
  const startedAt = scope.run.port.elapsed();
  for (let attempt = 1; ; attempt++) {
    const problem = await attemptTasks(task, { attempt, policy }, scope);
    if ('result' in problem) return problem.result;
    const caught = withError(task.catch, problem.problem, scope);
    if (!(await isCaught(task.catch, problem.problem, caught))) throw problem.error;
    const delay = policy && (await retryDelayMs(policy, { attempt, startedAt }, caught));
    if (delay === undefined) return handle(task.catch, { caught, error: problem.error, hasPolicy: !!policy });
    await sleepWithin(scope, `${scope.name}~${attempt}/delay`, delay);
  }
}

type Attempt = { readonly result: Result } | { readonly problem: ProblemDetails; readonly error: Error };

async function attemptTasks(
  task: TryTask,
  { attempt, policy }: { attempt: number; policy: RetryPolicy | undefined },
  scope: TaskScope,
): Promise<Attempt> {
  const name = `${scope.name}${attempt === 1 ? '' : `~${attempt}`}/try`;
  const limit = await attemptLimit(policy, name, scope);
  const inner = { ...scope, pointer: `${scope.pointer}/try`, name, deadline: nearerDeadline(scope.deadline, limit) };
  try {
    return { result: await performList(task.try, scope.input, inner) };
  } catch (error) {
    const isOverdue = error instanceof DeadlinePassed && error.owner === name;
    const failure = isOverdue
      ? new WorkflowFault(problemOf('timeout', scope.pointer, 'The attempt took too long.'), error.causes)
      : faultIn(error);
    return { problem: failure.problem, error: failure };
  }
}

async function attemptLimit(
  policy: RetryPolicy | undefined,
  owner: string,
  scope: TaskScope,
): Promise<Deadline | undefined> {
  const duration = policy?.limit?.attempt?.duration;
  if (duration === undefined) return undefined;
  return { at: scope.run.port.elapsed() + (await evaluateDuration(duration, scope.input, scope)), owner };
}

async function handle(
  spec: CatchSpec,
  { caught, error, hasPolicy }: { caught: TaskScope; error: Error; hasPolicy: boolean },
): Promise<Result> {
  if (!spec.do) {
    if (hasPolicy) throw error;
    return { output: caught.input };
  }
  const place = { pointer: `${caught.pointer}/catch/do`, name: `${caught.name}/catch/do` };
  return performList(spec.do, caught.input, { ...caught, ...place });
}

async function isCaught(spec: CatchSpec, problem: ProblemDetails, caught: TaskScope): Promise<boolean> {
  if (!matches(spec.errors?.with, problem)) return false;
  if (spec.when !== undefined && !(await isTrue(spec.when, caught.input, caught))) return false;
  return spec.exceptWhen === undefined || !(await isTrue(spec.exceptWhen, caught.input, caught));
}

/** Every member of the filter equals the error's; `details` is what the schema of the language calls `detail`. */
function matches(filter: Readonly<Record<string, unknown>> | undefined, problem: ProblemDetails): boolean {
  return Object.entries(filter ?? {}).every(([key, wanted]) => {
    if (key === 'type') return canonicalType(String(wanted)) === canonicalType(problem.type);
    return wanted === (key === 'details' ? problem.detail : Reflect.get(problem, key));
  });
}

function withError(spec: CatchSpec, problem: ProblemDetails, scope: TaskScope): TaskScope {
  return { ...scope, variables: { ...scope.variables, [spec.as ?? 'error']: problem } };
}

function policyOf({ retry }: CatchSpec, { run, pointer }: TaskScope): RetryPolicy | undefined {
  if (typeof retry !== 'string') return retry;
  const named = run.definition.workflow.use?.retries?.[retry];
  if (!named) throw fault('configuration', pointer, `There is no retry policy ${retry}.`);
  return named;
}
