import { BrokerError } from '../kernel/broker.error.js';

export function connectorUnknown(key: string): BrokerError {
  return new BrokerError({
    code: 'connector-unknown',
    remedy: 'fix-request',
    status: 404,
    message: `There is no connector "${key.slice(0, 100)}".`,
  });
}

export function methodUnknown(connector: string, key: string): BrokerError {
  return new BrokerError({
    code: 'method-unknown',
    remedy: 'fix-request',
    status: 404,
    message: `The connector "${connector}" has no method "${key.slice(0, 100)}".`,
    facts: { connector },
  });
}

export interface FieldProblem {
  /** Where it stands in the request, such as `fields.appKey`. */
  readonly path: string;
  readonly code: 'unknown' | 'missing' | 'not-text' | 'too-long' | 'characters' | 'option' | 'pattern' | 'host-label';
  readonly message: string;
}

/** Every wrong field at once, so that a form can show them all. */
export function fieldsInvalid(problems: readonly FieldProblem[]): BrokerError {
  return new BrokerError({
    code: 'fields-invalid',
    remedy: 'fix-request',
    status: 422,
    message: problems.map(({ message }) => message).join(' '),
    facts: { problems: problems.map((problem) => ({ ...problem })) },
  });
}
