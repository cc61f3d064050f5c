import { BrokerError } from '../kernel/broker.error.js';
import type { Connector } from './contract/connector.js';

export function connectorUnknown(key: string): BrokerError {
  return new BrokerError({
    code: 'connector-unknown',
    remedy: 'fix-request',
    status: 404,
    message: `There is no connector "${key.slice(0, 100)}". GET /v1/connectors lists those that are.`,
  });
}

export function methodUnknown({ key, methods }: Connector, asked: string): BrokerError {
  const known = methods.map((method) => method.key);
  return new BrokerError({
    code: 'method-unknown',
    remedy: 'fix-request',
    status: 404,
    message: `The connector "${key}" has no method "${asked.slice(0, 100)}". Methods: ${known.join(', ')}.`,
    facts: { connector: key },
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

/** At the start, when an embedding program adds a connector that is there already. */
export function connectorTwice(key: string): BrokerError {
  return new BrokerError({
    code: 'connector-twice',
    remedy: 'ours',
    status: 500,
    message: `There is a connector "${key}" already. Give the added one a key of its own.`,
  });
}
