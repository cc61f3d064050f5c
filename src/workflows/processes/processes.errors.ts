import { BrokerError } from '../../kernel/broker.error.js';
import type { ProcessName } from '../runtime/definition.js';
import type { DefinitionProblem } from '../runtime/workflow.errors.js';

/** Also the answer for a process of somebody else. */
export const processNotFound = () =>
  new BrokerError({
    code: 'process-not-found',
    remedy: 'fix-request',
    status: 404,
    message: 'There is no process with this id in this app.',
  });

export const versionNotFound = (version: number) =>
  new BrokerError({
    code: 'process-version-not-found',
    remedy: 'fix-request',
    status: 404,
    message: `This process has no published version ${version}.`,
    facts: { version },
  });

export const nothingPublished = () =>
  new BrokerError({
    code: 'nothing-published',
    remedy: 'fix-request',
    status: 409,
    message: 'This process has no published version yet. Publish its draft first.',
  });

/** A definition names another one by its head. */
export const processNotPublished = ({ namespace, name, version }: ProcessName) =>
  new BrokerError({
    code: 'process-not-published',
    remedy: 'fix-request',
    status: 404,
    message: `This app has published no process "${namespace}/${name}" of version ${version}.`,
    facts: { namespace, name, version },
  });

export const processNameTaken = (name: string) =>
  new BrokerError({
    code: 'process-name-taken',
    remedy: 'fix-request',
    status: 409,
    message: `This app has a process named "${name}" already. Names are compared without regard to case.`,
    facts: { path: 'name' },
  });

export const appHasNoProcesses = () =>
  new BrokerError({
    code: 'app-has-no-processes',
    remedy: 'fix-request',
    status: 409,
    message: 'A form-based app has no processes. Use a process-based app.',
  });

export const processHasRuns = (runs: number) =>
  new BrokerError({
    code: 'process-has-runs',
    remedy: 'fix-request',
    status: 409,
    message: `${runs} runs of this process are under way. Let them end, or cancel them, before it is deleted.`,
    facts: { runs },
  });

type PlaceInText = Pick<DefinitionProblem, 'path' | 'line'>;

export const stepPathTooLong = (place: PlaceInText) =>
  new BrokerError({
    code: 'definition-refused',
    remedy: 'fix-request',
    status: 422,
    message: 'A task is nested too deep, or has too long a name, to be listed as a use of its access token.',
    facts: { problems: [{ ...place, reason: 'the path of this task has more than 500 characters' }] },
  });

export const tokenNameUnusable = (place: PlaceInText, name: string) =>
  new BrokerError({
    code: 'definition-refused',
    remedy: 'fix-request',
    status: 422,
    message: `"${name.slice(0, 120)}" cannot be the name of an access token: it has 1 to 100 letters, digits and spaces.`,
    facts: { problems: [{ ...place, reason: 'this cannot be the name of an access token' }] },
  });
