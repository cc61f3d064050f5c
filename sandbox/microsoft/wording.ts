import { randomUUID } from 'node:crypto';
import { type Answer, jsonAnswer, Refusal } from '../stage/answer.js';
import type { Call } from '../stage/call.js';
import type { VendorWording } from '../stage/vendor.js';
import { LOGIN_HOSTS } from './clouds.js';

const requestIds = new WeakMap<Call, string>();

/** What names this call in headers and errors. */
export function requestIdOf(call: Call): string {
  const id = requestIds.get(call) ?? randomUUID();
  requestIds.set(call, id);
  return id;
}

/** What the caller calls its own request; Graph answers with its own id when none was sent. */
export function clientRequestIdOf(call: Call): string {
  return call.header('client-request-id') || requestIdOf(call);
}

/** Graph's error shape, with the ids that its support people ask for. */
export function graphError(
  call: Call,
  status: number,
  error: { code: string; message: string; inner?: string },
): Answer {
  const innerError = {
    ...(error.inner === undefined ? {} : { code: error.inner }),
    date: new Date().toISOString().slice(0, 19),
    'request-id': requestIdOf(call),
    'client-request-id': clientRequestIdOf(call),
  };
  return jsonAnswer(status, { error: { code: error.code, message: error.message, innerError } });
}

const STATUS_OF = {
  invalidRequest: 400,
  BadRequest: 400,
  unauthenticated: 401,
  accessDenied: 403,
  Authorization_RequestDenied: 403,
  itemNotFound: 404,
  nameAlreadyExists: 409,
  resyncRequired: 410,
  resourceModified: 412,
  maxFileSizeExceeded: 413,
} as const;

export function refuseGraph(call: Call, code: keyof typeof STATUS_OF, message: string): Refusal {
  return new Refusal(graphError(call, STATUS_OF[code], { code, message }));
}

/** Entra's error shape; the code of the description is told again as a number. */
export function entraError(call: Call, status: number, fault: { error: string; description: string }): Answer {
  const code = /^AADSTS(\d+)/.exec(fault.description)?.[1];
  const [trace, timestamp] = [requestIdOf(call), `${new Date().toISOString().slice(0, 19).replace('T', ' ')}Z`];
  const trail = `Trace ID: ${trace} Correlation ID: ${clientRequestIdOf(call)} Timestamp: ${timestamp}`;
  return jsonAnswer(status, {
    error: fault.error,
    error_description: `${fault.description} ${trail}`,
    error_codes: code === undefined ? [] : [Number(code)],
    timestamp,
    trace_id: trace,
    correlation_id: clientRequestIdOf(call),
    ...(code === undefined ? {} : { error_uri: `https://${call.host}/error?code=${code}` }),
  });
}

export function isLogin({ host }: Call): boolean {
  return LOGIN_HOSTS.includes(host);
}

export const microsoftWording: VendorWording = {
  unknown: (call, allowed) => {
    if (isLogin(call)) {
      return entraError(call, 404, { error: 'invalid_request', description: 'AADSTS900144: No such endpoint.' });
    }
    if (allowed.length > 0)
      return graphError(call, 405, { code: 'invalidRequest', message: 'The HTTP method is not supported here.' });
    return graphError(call, 400, { code: 'BadRequest', message: 'Resource not found for the segment.' });
  },
  refuses: (call, { error = 'generalException', status, description = error }) =>
    isLogin(call)
      ? entraError(call, status ?? 400, { error, description })
      : graphError(call, status ?? 400, { code: error, message: description }),
  throttles: (call, retryAfter = 10) => {
    const answer = isLogin(call)
      ? entraError(call, 429, { error: 'temporarily_unavailable', description: 'AADSTS90055: Too many requests.' })
      : graphError(call, 429, {
          code: 'activityLimitReached',
          message: 'The app is throttled.',
          inner: 'throttledRequest',
        });
    return { ...answer, headers: { ...answer.headers, 'retry-after': String(retryAfter) } };
  },
  breaksDown: (call, status) =>
    isLogin(call)
      ? entraError(call, status, {
          error: 'temporarily_unavailable',
          description: 'AADSTS90006: External server is retryable.',
        })
      : graphError(call, status, { code: 'serviceNotAvailable', message: 'The service is temporarily not available.' }),
};
