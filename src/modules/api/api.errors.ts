import { BrokerError } from '../../kernel/broker.error.js';
import { PAGE } from './requests/limits.js';

export interface FieldProblem {
  /** Path of the field: `fields.appKey`, `rights.0`. */
  readonly field: string;
  readonly problems: readonly string[];
}

const requestError = (status: number, code: string, message: string) =>
  new BrokerError({ code, remedy: 'fix-request', status, message });

export const invalidRequest = (errors: readonly FieldProblem[]) =>
  new BrokerError({
    code: 'invalid-request',
    remedy: 'fix-request',
    status: 400,
    message: `The request has ${errors.length === 1 ? 'a field' : 'fields'} that cannot be accepted: ${errors.map(({ field }) => field).join(', ')}.`,
    facts: { errors: errors.map((error) => ({ ...error })) },
  });

export const unsafeText = (field: string) =>
  invalidRequest([{ field, problems: ['must be well-formed text without NUL characters'] }]);

export const forbiddenMember = (field: string) =>
  invalidRequest([{ field, problems: ['must have no member "__proto__"'] }]);

export const notAnObject = () => invalidRequest([{ field: 'body', problems: ['must be a JSON object'] }]);

export const tooDeep = () => requestError(400, 'invalid-request', 'The JSON of the request is nested too deeply.');

export const tooManyValues = () => requestError(400, 'invalid-request', 'The JSON of the request has too many values.');

export const badCursor = () =>
  requestError(
    400,
    'bad-cursor',
    'This cursor is not one of this list. Use the nextCursor of the page before, unchanged.',
  );

export const badLimit = () =>
  requestError(400, 'bad-limit', `The limit must be a whole number from ${PAGE.least} to ${PAGE.most}.`);

export const preconditionRequired = () =>
  requestError(
    428,
    'precondition-required',
    'A change needs the header If-Match with the ETag that was read, so that nobody overwrites what they have not seen. `*` overwrites on purpose.',
  );

export const preconditionFailed = (current: string) =>
  new BrokerError({
    code: 'precondition-failed',
    remedy: 'fix-request',
    status: 412,
    message: 'Somebody changed this since it was read. Read it again, then repeat the change with the new ETag.',
    facts: { current },
  });

export const badIfMatch = () =>
  requestError(400, 'bad-if-match', 'If-Match must hold ETags in double quotes, comma separated, or `*`.');

export const badIfNoneMatch = () =>
  requestError(
    400,
    'bad-if-match',
    'If-None-Match must be `*`, and stands without If-Match: it makes what is not there.',
  );

export const badIdempotencyKey = () =>
  requestError(400, 'bad-idempotency-key', 'Idempotency-Key must have 1 to 255 printable ASCII characters.');

export const idempotencyKeyReused = () =>
  requestError(
    422,
    'idempotency-key-reused',
    'This Idempotency-Key was used for another request. Use a new key for each new request.',
  );

export const requestInFlight = () =>
  new BrokerError({
    code: 'request-in-flight',
    remedy: 'wait',
    status: 409,
    message: 'A request with this Idempotency-Key is being worked on. Repeat it in a moment to get its answer.',
    retryAfterMs: 1_000,
  });

export const requestInDoubt = () =>
  new BrokerError({
    code: 'request-in-doubt',
    remedy: 'in-doubt',
    status: 409,
    message:
      'A request with this Idempotency-Key was begun and its answer was lost. Look whether it did its work; if not, send it with a new key.',
  });

export const notReady = (cause: unknown) =>
  new BrokerError({
    code: 'not-ready',
    remedy: 'wait',
    status: 503,
    message: 'The database does not answer, so this server takes no requests for now.',
    retryAfterMs: 2_000,
    cause,
  });

export const unsupportedMediaType = () =>
  requestError(415, 'unsupported-media-type', 'Send JSON with the header "Content-Type: application/json".');
