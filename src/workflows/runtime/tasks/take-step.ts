import type { StepAnswer, StepContext, StepFacts, StepOutcome, UnknownOutcomeDecision } from '../ports.js';
import { fault, type ProblemDetails, WorkflowFault } from '../problem-details.js';
import { judgeFailure } from '../retry.js';
import { DeadlinePassed, sleepWithin, type TaskScope } from '../scope.js';

export interface Step {
  readonly isRepeatable: boolean;
  readonly token?: string;
  readonly action?: string;
  /** An answer may itself be a failure, such as a status outside 200 to 299. */
  work(context: StepContext): Promise<StepAnswer<unknown> & { readonly problem?: ProblemDetails }>;
}

/** Law 2: an outside effect happens inside a recorded step, and what comes back is what was recorded. */
export async function takeStep(step: Step, scope: TaskScope): Promise<unknown> {
  const { port } = scope.run;
  let passingFaults = 0;
  for (let attempt = 1; ; attempt++) {
    const facts = factsOf(step, attempt, scope);
    const outcome = await port.run(facts, (signal) => attemptWork(step, { signal, passingFaults, attempt }, scope));
    const end = settled(outcome, scope);
    if (end) return end.output;
    if (outcome.kind === 'retry') {
      passingFaults++;
      await sleepWithin(scope, `${scope.name}!${attempt}/delay`, outcome.afterMs);
    } else if (outcome.kind === 'parked') {
      passingFaults = 0;
      await port.waitForSignal(`${scope.name}!${attempt}/mended`, outcome.reason);
    } else if (outcome.kind === 'unknown') {
      const decided = await askPerson(outcome.message, attempt, scope);
      if (decided) return decided.output;
    }
  }
}

/** The output of a step that is over; undefined when it goes on. @throws WorkflowFault, DeadlinePassed */
function settled(outcome: StepOutcome, { deadline }: TaskScope): { readonly output: unknown } | undefined {
  if (outcome.kind === 'done') return { output: outcome.output };
  if (outcome.kind === 'failed') throw new WorkflowFault(outcome.problem);
  if (outcome.kind === 'timed-out' && deadline) throw new DeadlinePassed(deadline.owner);
  return undefined;
}

async function askPerson(
  message: string | undefined,
  attempt: number,
  scope: TaskScope,
): Promise<{ readonly output: unknown } | undefined> {
  const text =
    message ?? 'The server stopped while this step was under way: it is not known whether it had its effect.';
  const reason = { kind: 'unknown-outcome', code: 'outcome-unknown', message: text } as const;
  const answer = await scope.run.port.waitForSignal(`${scope.name}!${attempt}/decision`, reason);
  const { decision, ...given } = answer as UnknownOutcomeDecision;
  if (decision === 'fail') throw fault('communication', scope.pointer, text);
  return decision === 'skip' ? { output: 'output' in given ? (given.output ?? null) : null } : undefined;
}

function factsOf(step: Step, attempt: number, { name, pointer, deadline, run }: TaskScope): StepFacts {
  const { isRepeatable, token, action } = step;
  return {
    name: attempt === 1 ? name : `${name}!${attempt}`,
    path: pointer,
    attempt,
    isRepeatable,
    ...(deadline ? { timeLimitMs: Math.max(0, deadline.at - run.port.elapsed()) } : {}),
    ...(token === undefined ? {} : { token }),
    ...(action === undefined ? {} : { action }),
  };
}

async function attemptWork(
  step: Step,
  { signal, passingFaults, attempt }: { signal: AbortSignal; passingFaults: number; attempt: number },
  { run, name, pointer }: TaskScope,
): Promise<StepOutcome> {
  try {
    const { output, token, problem } = await step.work({ runId: run.port.runId, step: name, path: pointer, signal });
    const trace = token ? { token } : {};
    return problem ? { kind: 'failed', problem, ...trace } : { kind: 'done', output, ...trace };
  } catch (error) {
    if (signal.aborted) return { kind: 'timed-out' };
    const random = run.port.random(`${name}!${attempt}`);
    const { isRepeatable, token } = step;
    return judgeFailure(error, { instance: pointer, passingFaults, isRepeatable, token, random });
  }
}
