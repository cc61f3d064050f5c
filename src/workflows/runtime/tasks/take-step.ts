import type { StepAnswer, StepContext, StepFacts, StepOutcome, UnknownOutcomeDecision } from '../ports.js';
import { fault, type ProblemDetails, WorkflowFault } from '../problem-details.js';
import type { RecordPlace } from '../record-place.js';
import { judgeFailure } from '../retry.js';
import { DeadlinePassed, sleepWithin, type TaskScope, withCauses } from '../scope.js';
import { StepInput } from '../step-input.js';

export interface Step {
  readonly isRepeatable: boolean;
  readonly token?: string;
  readonly action?: string;
  /** What it asks for, as people may see it; no credential is part of it. */
  readonly input?: unknown;
  /** An answer may itself be a failure, such as a status outside 200 to 299. */
  work(context: StepContext): Promise<StepAnswer<unknown> & { readonly problem?: ProblemDetails }>;
}

/** Law 2: an outside effect happens inside a recorded step, and what comes back is what was recorded. */
export async function takeStep(step: Step, scope: TaskScope): Promise<unknown> {
  // Since a person helped the last time: what a retry of the run does anew, with all its passing faults forgiven.
  let tries: RecordPlace[] = [];
  let passingFaults = 0;
  try {
    for (let attempt = 1; ; attempt++) {
      const facts = factsOf(step, attempt, scope);
      const work = (signal: AbortSignal) => attemptWork(step, { signal, passingFaults, facts }, scope);
      const outcome = await scope.run.port.run(facts, work);
      tries.push({ kind: 'step', name: facts.name });
      const end = settled(outcome, scope) ?? (await goOn(outcome, { step, attempt, tries }, scope));
      if (end) return end.output;
      passingFaults = outcome.kind === 'retry' ? passingFaults + 1 : 0;
      if (outcome.kind !== 'retry') tries = [];
    }
  } catch (error) {
    throw withCauses(error, tries);
  }
}

/** What comes before the next attempt. The output, when a person says that there is none. */
async function goOn(
  outcome: StepOutcome,
  { step, attempt, tries }: { readonly step: Step; readonly attempt: number; readonly tries: RecordPlace[] },
  scope: TaskScope,
): Promise<{ readonly output: unknown } | undefined> {
  const name = `${scope.name}!${attempt}`;
  if (outcome.kind === 'retry') {
    tries.push({ kind: 'sleep', name: `${name}/delay` });
    await sleepWithin(scope, `${name}/delay`, outcome.afterMs);
  }
  if (outcome.kind === 'parked') await scope.run.port.waitForSignal(`${name}/mended`, outcome.reason);
  if (outcome.kind === 'unknown') return askPerson(outcome.message ?? STOPPED, { name, tries }, scope);
  if (outcome.kind === 'abandoned' && !step.isRepeatable) return askPerson(ABANDONED, { name, tries }, scope);
  return undefined;
}

/** The output of a step that is over; undefined when it goes on. @throws WorkflowFault, DeadlinePassed */
function settled(outcome: StepOutcome, { deadline }: TaskScope): { readonly output: unknown } | undefined {
  if (outcome.kind === 'done') return { output: outcome.output };
  if (outcome.kind === 'failed') throw new WorkflowFault(outcome.problem);
  if (outcome.kind === 'timed-out' && deadline) throw new DeadlinePassed(deadline.owner);
  return undefined;
}

const STOPPED = 'The server stopped while this step was under way: it is not known whether it had its effect.';
const ABANDONED = 'A fault in another branch cut this step short: it is not known whether it had its effect.';

async function askPerson(
  message: string,
  { name, tries }: { readonly name: string; readonly tries: RecordPlace[] },
  scope: TaskScope,
): Promise<{ readonly output: unknown } | undefined> {
  const reason = { kind: 'unknown-outcome', code: 'outcome-unknown', message } as const;
  const signal = `${name}/decision`;
  const answer = await scope.run.port.waitForSignal(signal, reason);
  const { decision, ...given } = answer as UnknownOutcomeDecision;
  // A retry of the run asks again: what the step came to is no better known than before.
  tries.splice(0, tries.length, { kind: 'signal', name: signal });
  if (decision === 'fail') throw fault('communication', scope.pointer, message);
  return decision === 'skip' ? { output: 'output' in given ? (given.output ?? null) : null } : undefined;
}

function factsOf(step: Step, attempt: number, { name, pointer, deadline, run }: TaskScope): StepFacts {
  const { isRepeatable, token, action, input } = step;
  return {
    name: attempt === 1 ? name : `${name}!${attempt}`,
    path: pointer,
    attempt,
    isRepeatable,
    ...(deadline ? { timeLimitMs: Math.max(0, deadline.at - run.port.elapsed()) } : {}),
    ...(token === undefined ? {} : { token }),
    ...(action === undefined ? {} : { action }),
    ...(input === undefined ? {} : { input: new StepInput(input) }),
  };
}

async function attemptWork(
  step: Step,
  { signal, passingFaults, facts }: { signal: AbortSignal; passingFaults: number; facts: StepFacts },
  { run, name, pointer }: TaskScope,
): Promise<StepOutcome> {
  try {
    const { runId } = run.port;
    const shown = facts.input && { input: facts.input };
    const { output, token, problem } = await step.work({ runId, step: name, path: pointer, signal, ...shown });
    const trace = token ? { token } : {};
    return problem ? { kind: 'failed', problem, ...trace } : { kind: 'done', output, ...trace };
  } catch (error) {
    if (signal.aborted) return { kind: 'timed-out' };
    const random = run.port.random(`${name}!${facts.attempt}`);
    const { isRepeatable, token } = step;
    return judgeFailure(error, { instance: pointer, passingFaults, isRepeatable, token, random });
  }
}
