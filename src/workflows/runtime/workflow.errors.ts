import { BrokerError } from '../../kernel/broker.error.js';

/** One thing wrong with a definition: where, and what to do. */
export interface DefinitionProblem {
  /** JSON pointer, such as `/do/2/upload/with/endpoint`; empty for the whole document. */
  readonly path: string;
  /** From 1, in the text as given. */
  readonly line: number;
  readonly reason: string;
}

export function definitionRefused(problems: readonly DefinitionProblem[]): BrokerError {
  const first = problems[0];
  return new BrokerError({
    code: 'definition-refused',
    remedy: 'fix-request',
    status: 422,
    message: `The definition cannot be used: ${first ? `line ${first.line}, ${first.path || '/'}: ${first.reason}` : ''}`,
    facts: { problems: problems.map((problem) => ({ ...problem })) },
  });
}

/** Told as the reason of a problem of the definition that names the schema. */
export const schemaUnreadable = (reason: string) =>
  new BrokerError({
    code: 'schema-unreadable',
    remedy: 'fix-request',
    status: 422,
    message: `An external schema cannot be read: ${reason}`,
    facts: { reason },
  });
