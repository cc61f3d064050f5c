import { BrokerError } from '../../kernel/broker.error.js';

export interface DefinitionProblem {
  /** Where it stands in the definition, such as `methods.0.scheme.tokenUrl`. */
  readonly path: string;
  readonly message: string;
}

/** Every problem at once, so that whoever writes a definition can mend them all. */
export function ownConnectorInvalid(problems: readonly DefinitionProblem[]): BrokerError {
  return new BrokerError({
    code: 'own-connector-invalid',
    remedy: 'fix-request',
    status: 422,
    message: problems.map(({ path, message }) => `${path} ${message}`).join(' '),
    facts: { problems: problems.map((problem) => ({ ...problem })) },
  });
}
