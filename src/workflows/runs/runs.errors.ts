import { BrokerError } from '../../kernel/broker.error.js';

/** Also the answer for a run of somebody else. */
export const runNotFound = () =>
  new BrokerError({
    code: 'run-not-found',
    remedy: 'fix-request',
    status: 404,
    message: 'There is no run with this id.',
  });

export const runNotWaiting = (status: string, wanted: string) =>
  new BrokerError({
    code: 'run-not-waiting',
    remedy: 'fix-request',
    status: 409,
    message: `The run is ${status}, not ${wanted}.`,
    facts: { runStatus: status },
  });

export const branchLeft = () =>
  new BrokerError({
    code: 'branch-left',
    remedy: 'fix-request',
    status: 409,
    message: 'Another branch has decided the fork meanwhile, so that this one starts nothing more.',
  });

export const runEnded = (status: string) =>
  new BrokerError({
    code: 'run-ended',
    remedy: 'fix-request',
    status: 409,
    message: `The run has ended already: it is ${status}.`,
    facts: { runStatus: status },
  });

export const inputTooLarge = (limitBytes: number) =>
  new BrokerError({
    code: 'run-input-too-large',
    remedy: 'fix-request',
    status: 422,
    message: `The input of a run may have ${limitBytes} bytes as JSON.`,
    facts: { limitBytes },
  });

export const runsTooDeep = (most: number) =>
  new BrokerError({
    code: 'runs-too-deep',
    remedy: 'fix-request',
    status: 422,
    message: `A run inside a run, ${most} times: this process runs itself without end.`,
    facts: { most },
  });

export const stepNotNamed = (steps: readonly string[]) =>
  new BrokerError({
    code: 'step-not-named',
    remedy: 'fix-request',
    status: 409,
    message: `Say in \`step\` which step you decide about: ${steps.join(', ')}.`,
    facts: { steps: [...steps] },
  });

export const tooManyInnerRuns = (most: number) =>
  new BrokerError({
    code: 'too-many-inner-runs',
    remedy: 'fix-request',
    status: 422,
    message: `${most} runs inside this one are under way: start fewer side by side, or let the operator raise LATCHKEY_INNER_RUNS.`,
    facts: { most },
  });

export const runSuspended = () =>
  new BrokerError({
    code: 'run-suspended',
    remedy: 'fix-request',
    status: 409,
    message: 'The run is suspended already.',
    facts: { runStatus: 'suspended' },
  });

export const runSuspendedWith = (runId: string) =>
  new BrokerError({
    code: 'run-suspended-with',
    remedy: 'fix-request',
    status: 409,
    message: `The run ${runId}, which waits for this one, is suspended: resume that one.`,
    facts: { runStatus: 'suspended', runId },
  });

export const runNotFaulted = (status: string) =>
  new BrokerError({
    code: 'run-not-faulted',
    remedy: 'fix-request',
    status: 409,
    message: `The run is ${status}: only a faulted one can be retried.`,
    facts: { runStatus: status },
  });

export const runAwaited = (parentRunId: string) =>
  new BrokerError({
    code: 'run-awaited',
    remedy: 'fix-request',
    status: 409,
    message: `The run ${parentRunId} waited for this one and knows that it faulted: retry that one, if it has faulted too.`,
    facts: { runStatus: 'faulted', parentRunId },
  });
/** Told at the start, to whoever starts the server. */
export const enginesMixed = (engine: 'embedded' | 'restate') => {
  const other = engine === 'restate' ? 'embedded' : 'restate';
  return new BrokerError({
    code: 'engines-mixed',
    remedy: 'configure',
    status: 500,
    message: `LATCHKEY_ENGINE is ${engine}, but runs that began on ${other} are under way. Start with LATCHKEY_ENGINE=${other}, let them end or cancel them, and change the engine then.`,
    facts: { engine, other },
  });
};
