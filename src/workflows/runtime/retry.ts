import { BrokerError } from '../../kernel/broker.error.js';
import type { StepOutcome } from './ports.js';
import { ERROR_KINDS, type ErrorKind, type ProblemDetails, problemOf, WorkflowFault } from './problem-details.js';

/** Passing faults are tried again so often, 1, 2, 4, 8 and 16 seconds apart or when the vendor says. */
const MAX_PASSING_FAULTS = 5;
const FIRST_DELAY_MS = 1_000;
const MAX_DELAY_MS = 300_000;

export interface FailedStep {
  /** The task's place in the definition. */
  readonly instance: string;
  /** How many passing faults this step met before. */
  readonly passingFaults: number;
  readonly isRepeatable: boolean;
  readonly token: string | undefined;
  /** From 0 to below 1: spreads those who failed together. */
  readonly random: number;
}

/**
 * What an error of the house means for a step. The one place of this wing that reads the remedy: `wait` is tried
 * again, `reconnect`, `configure` and `in-doubt` park the run on the token, `fix-request` and `ours` are errors of the
 * step that the definition can catch. A dead token parks, it does not kill.
 */
export function judgeFailure(error: unknown, step: FailedStep): StepOutcome {
  if (error instanceof WorkflowFault) return { kind: 'failed', problem: error.problem };
  if (!(error instanceof BrokerError)) {
    const problem = problemOf('runtime', step.instance, 'The step failed unexpectedly.');
    return { kind: 'failed', problem };
  }
  if (error.code === 'outcome-unknown') return { kind: 'unknown', message: error.message };
  switch (error.remedy) {
    case 'wait':
      return passingFault(error, step);
    case 'reconnect':
    case 'configure':
    case 'in-doubt':
      return parked(error, step);
    case 'fix-request':
    case 'ours':
      return { kind: 'failed', problem: problemFrom(error, step.instance) };
  }
}

function passingFault(error: BrokerError, step: FailedStep): StepOutcome {
  const problem = problemFrom(error, step.instance);
  // An answer that says "not now" did nothing; a lost answer may have done something.
  const isLost = error.facts.sent === true && error.facts.httpStatus === undefined;
  if (isLost && !step.isRepeatable) return { kind: 'unknown', message: error.message };
  if (step.passingFaults >= MAX_PASSING_FAULTS && !isOwnStore(error)) return { kind: 'failed', problem };
  const backoff = FIRST_DELAY_MS * 2 ** step.passingFaults * (0.5 + step.random / 2);
  const wanted = isOwnStore(error) ? backoff : (error.retryAfterMs ?? backoff);
  return { kind: 'retry', afterMs: Math.round(Math.min(MAX_DELAY_MS, wanted)), problem };
}

/** That our own database is away says nothing of the step: it waits for as long as that takes. */
function isOwnStore({ code }: BrokerError): boolean {
  return code === 'database-away';
}

/** Without a token there is nothing to mend: then it is an error of the step. */
function parked(error: BrokerError, { token, instance }: FailedStep): StepOutcome {
  if (token === undefined) return { kind: 'failed', problem: problemFrom(error, instance) };
  return { kind: 'parked', reason: { kind: 'token', token, code: error.code, message: error.message } };
}

/** How a definition's `try` sees an error of the house. */
export function problemFrom(error: BrokerError, instance: string): ProblemDetails {
  const { httpStatus } = error.facts;
  const kind = errorKind(error);
  const status = typeof httpStatus === 'number' ? httpStatus : statusOf(error, kind);
  return { ...problemOf(kind, instance, error.message), status };
}

function errorKind({ remedy, status, facts, code }: BrokerError): ErrorKind {
  if (facts.httpStatus !== undefined || remedy === 'wait') return 'communication';
  if (remedy === 'reconnect') return 'authentication';
  if (remedy === 'ours') return 'runtime';
  if (status === 403 || code === 'token-not-declared') return 'authorization';
  return status === 422 ? 'validation' : 'configuration';
}

function statusOf({ status }: BrokerError, kind: ErrorKind): number {
  return kind === 'communication' ? status : ERROR_KINDS[kind].status;
}
