import { STATUS_CODES } from 'node:http';
import { BrokerError } from '../../../kernel/broker.error.js';
import { isCollision, isDatabaseAway } from '../../database/connection/database-away.js';
import { changesCollided, databaseAway } from '../../database/database.errors.js';

/** Addresses of problem types; the part after the last colon is the stable code. */
const TYPE_PREFIX = 'urn:latchkey:problem:';

interface RequestFault {
  readonly code: string;
  readonly message: string;
}

/** What the framework refuses before one of our doors opens. Its own messages may quote the request, so ours are used. */
const REQUEST_FAULTS: Readonly<Record<number, RequestFault>> = {
  400: {
    code: 'bad-request',
    message: 'The request cannot be read. The body must be valid JSON, and the address well-formed.',
  },
  404: { code: 'not-found', message: 'There is nothing at this address for this method.' },
  405: { code: 'method-not-allowed', message: 'This method is not for this address.' },
  406: { code: 'not-acceptable', message: 'No answer of the accepted kind can be given.' },
  413: { code: 'too-large', message: 'The body of the request is too large: 1 MiB at most, and 256 KiB for events.' },
  414: { code: 'address-too-long', message: 'The address of the request is too long.' },
  415: { code: 'unsupported-media-type', message: 'Send JSON with the header "Content-Type: application/json".' },
  429: { code: 'too-many-requests', message: 'Too many requests. Try again later.' },
};

/** The body of an error as RFC 9457 has it. Facts are members beside the standard ones and cannot replace them. */
export function problemBody(error: BrokerError, requestId: string): Record<string, unknown> {
  return {
    ...error.facts,
    type: `${TYPE_PREFIX}${error.code}`,
    title: STATUS_CODES[error.status] ?? 'Error',
    status: error.status,
    detail: error.message,
    instance: `urn:uuid:${requestId}`,
    code: error.code,
    remedy: error.remedy,
    ...(error.retryAfterMs !== undefined && { retryAfter: retryAfterSeconds(error.retryAfterMs) }),
  };
}

export function retryAfterSeconds(ms: number): number {
  return Math.max(1, Math.ceil(ms / 1000));
}

/** Any error as one of ours: an error of the framework by its status, and all that is left as a bug. */
export function asBrokerError(error: unknown): BrokerError {
  if (error instanceof BrokerError) return error;
  if (isDatabaseAway(error)) return databaseAway(error);
  if (isCollision(error)) return changesCollided(error);
  const status = statusOf(error);
  if (status === undefined || status < 400 || status > 499) return internalError(error);
  const { code, message } = REQUEST_FAULTS[status] ?? {
    code: 'bad-request',
    message: `The request was refused: ${STATUS_CODES[status] ?? status}.`,
  };
  return new BrokerError({ code, remedy: 'fix-request', status, message, cause: error });
}

/** Nest's errors have getStatus(), Fastify's statusCode. */
function statusOf(error: unknown): number | undefined {
  if (typeof error !== 'object' || error === null) return undefined;
  if ('getStatus' in error && typeof error.getStatus === 'function') return Number(error.getStatus());
  return 'statusCode' in error && typeof error.statusCode === 'number' ? error.statusCode : undefined;
}

const internalError = (cause: unknown) =>
  new BrokerError({
    code: 'internal-error',
    remedy: 'ours',
    status: 500,
    message: 'Something went wrong on our side. Report it with the id in "instance".',
    cause,
  });
