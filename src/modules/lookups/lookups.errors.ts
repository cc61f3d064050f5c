import { BrokerError, type Remedy } from '../../kernel/broker.error.js';

export interface LookupProblem {
  /** Of the declaration: `action`, `fixed/soql`, `parameters/account`; of a request: `inputs/account`. */
  readonly path: string;
  readonly message: string;
}

/** Also for one of an app that is not yours. */
export const lookupNotFound = (name: string) =>
  new BrokerError({
    code: 'lookup-not-found',
    remedy: 'fix-request',
    status: 404,
    message: `This app has no lookup "${name.slice(0, 100)}".`,
    facts: { lookup: name.slice(0, 100) },
  });

export const appHasNoLookups = () =>
  new BrokerError({
    code: 'app-has-no-lookups',
    remedy: 'fix-request',
    status: 409,
    message: 'Only a form-based app has lookups. A step of a process runs an action by itself.',
  });

export const lookupInvalid = (problems: readonly LookupProblem[]) =>
  new BrokerError({
    code: 'lookup-invalid',
    remedy: 'fix-request',
    status: 422,
    message: `The lookup cannot be declared like this: ${told(problems)}.`,
    facts: { problems: problems.map((problem) => ({ ...problem })) },
  });

export const tooManyLookups = (most: number) =>
  new BrokerError({
    code: 'too-many-lookups',
    remedy: 'fix-request',
    status: 409,
    message: `An app may have ${most} lookups. Remove one that no form needs.`,
  });

export const lookupInputsInvalid = (lookup: string, problems: readonly LookupProblem[]) =>
  new BrokerError({
    code: 'lookup-inputs-invalid',
    remedy: 'fix-request',
    status: 422,
    message: `The lookup "${lookup}" cannot be asked like this: ${told(problems)}.`,
    facts: { lookup, problems: problems.map((problem) => ({ ...problem })) },
  });

/** The answer came, and is not what the declaration says. */
export const lookupShapeUnfit = (lookup: string, path: string) =>
  new BrokerError({
    code: 'lookup-shape-unfit',
    remedy: 'configure',
    status: 502,
    message: `There is no list at "${path}" in what the action of the lookup "${lookup}" answered. Correct its choices.`,
    facts: { lookup, path },
  });

export const lookupOutputSecret = (lookup: string) =>
  new BrokerError({
    code: 'lookup-output-secret',
    remedy: 'configure',
    status: 502,
    message: `The answer for the lookup "${lookup}" repeats the credential it was asked with, so it is not shown. Ask for something else.`,
    facts: { lookup },
  });

/** For who uses a form: what to do, and nothing of the connection behind it. Designers are told the cause itself. */
export const lookupUnavailable = (lookup: string, cause: BrokerError) => {
  const { retryAfterMs } = cause;
  const remedy = REMEDY_FOR_FORMS[cause.code] ?? cause.remedy;
  return new BrokerError({
    code: 'lookup-unavailable',
    remedy,
    status: remedy === 'fix-request' ? 422 : 503,
    message: `"${lookup}" ${WHAT_TO_DO[remedy]}`,
    facts: { lookup },
    ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
    cause,
  });
};

/** What is the designer's to correct, though it says of itself that the request is wrong. */
const REMEDY_FOR_FORMS: Readonly<Record<string, Remedy>> = {
  'inputs-invalid': 'configure',
  'lookup-invalid': 'configure',
  'action-unknown': 'configure',
  'token-not-declared': 'configure',
};

const WHAT_TO_DO: Readonly<Record<Remedy, string>> = {
  'fix-request': 'got no answer for these values. Check them; if they are right, tell who looks after this app.',
  reconnect:
    'cannot be loaded until its connection is made again. Nothing is wrong with what you typed: tell who looks after this app.',
  configure:
    'cannot be loaded until its set-up is corrected. Nothing is wrong with what you typed: tell who looks after this app.',
  wait: 'cannot be loaded just now. Try again in a moment.',
  'in-doubt': 'cannot be loaded until somebody has looked at its connection. Tell who looks after this app.',
  ours: 'cannot be loaded because something went wrong on our side. Tell who looks after this app.',
};

const told = (problems: readonly LookupProblem[]): string =>
  problems.map(({ path, message }) => `${path} ${message}`).join('; ');
