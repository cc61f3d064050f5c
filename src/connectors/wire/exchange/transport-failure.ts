import { BrokerError } from '../../../kernel/broker.error.js';
import { answerLost, callCancelled, requestInvalid, vendorTimeout, vendorUnreachable } from '../wire.errors.js';
import type { Deadline } from './deadline.js';

export interface FailedTransport {
  readonly host: string;
  /** Whether the request began to leave. */
  readonly sent: boolean;
  readonly deadline: Deadline;
}

/** What a failure of the transport means. */
export function transportFailure(error: unknown, { host, sent, deadline }: FailedTransport): BrokerError {
  const known = brokerErrorIn(error);
  if (known) return known;
  if (deadline.hasPassed) return vendorTimeout(host, sent, error);
  if (deadline.isCancelled) return callCancelled(host, sent);
  const code = codeOf(error);
  if (TIMEOUTS.has(code)) return vendorTimeout(host, sent, error);
  if (INVALID_REQUESTS.has(code)) return requestInvalid(error);
  return sent ? answerLost(host, code, error) : vendorUnreachable(host, code, error);
}

const TIMEOUTS = new Set(['UND_ERR_CONNECT_TIMEOUT', 'UND_ERR_HEADERS_TIMEOUT', 'UND_ERR_BODY_TIMEOUT', 'ETIMEDOUT']);
const INVALID_REQUESTS = new Set([
  'UND_ERR_INVALID_ARG',
  'UND_ERR_NOT_SUPPORTED',
  'UND_ERR_REQ_CONTENT_LENGTH_MISMATCH',
]);

function codeOf(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  return typeof code === 'string' ? code : 'unknown';
}

/** A refused address comes back inside the connection's error. */
function brokerErrorIn(error: unknown): BrokerError | undefined {
  if (error instanceof BrokerError) return error;
  if (error instanceof AggregateError) return error.errors.map(brokerErrorIn).find((found) => found !== undefined);
  return error instanceof Error && error.cause !== undefined ? brokerErrorIn(error.cause) : undefined;
}
