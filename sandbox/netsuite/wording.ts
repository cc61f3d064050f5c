import { type Answer, jsonAnswer, textAnswer } from '../stage/answer.js';
import type { Call } from '../stage/call.js';
import type { VendorWording } from '../stage/vendor.js';

const ERROR_TYPE = { 'content-type': 'application/vnd.oracle.resource+json; type=error; charset=UTF-8' };
const TITLES: Record<number, string> = {
  400: 'Bad Request',
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'Not Found',
  405: 'Method Not Allowed',
  406: 'Not Acceptable',
  415: 'Unsupported Media Type',
  429: 'Too Many Requests',
};
const SECTIONS: Record<number, string> = { 400: '1', 401: '2', 403: '4', 404: '5', 405: '6', 415: '16' };

/** One detail of a REST error, with the member that points at its cause. */
export interface ErrorDetail {
  readonly detail: string;
  readonly code: string;
  readonly path?: string;
  readonly queryParam?: string;
}

/** The error envelope of REST web services and SuiteQL. */
export function restError(
  status: number,
  { detail, code, path, queryParam }: ErrorDetail,
  headers: Record<string, string> = {},
): Answer {
  const pointers = {
    ...(path === undefined ? {} : { 'o:errorPath': path }),
    ...(queryParam === undefined ? {} : { 'o:errorQueryParam': queryParam }),
  };
  const section = SECTIONS[status] === undefined ? '10.5.1' : `10.4.${SECTIONS[status]}`;
  const body = {
    type: `https://www.w3.org/Protocols/rfc2616/rfc2616-sec10.html#sec${section}`,
    title: TITLES[status] ?? 'Internal Server Error',
    status,
    'o:errorDetails': [{ detail, 'o:errorCode': code, ...pointers }],
  };
  return jsonAnswer(status, body, { ...ERROR_TYPE, ...headers });
}

/** RESTlets answer in JSON when the request speaks JSON, else in text. */
export function restletError(call: Call, status: number, fault: { code: string; message: string }): Answer {
  const isJson = call.contentType === 'application/json' || call.header('accept').includes('application/json');
  if (isJson) return jsonAnswer(status, { error: fault });
  return textAnswer(status, `error code: ${fault.code}\nerror message: ${fault.message}`);
}

/** The generic 401: what was wrong stands in the login audit trail (here: the journal) only. */
export function invalidLogin(call: Call): Answer {
  if (isRestlet(call))
    return restletError(call, 401, { code: 'INVALID_LOGIN_ATTEMPT', message: 'Invalid login attempt.' });
  const detail =
    'Invalid login attempt. For more details, see the Login Audit Trail in the NetSuite UI at Setup > Users/Roles > User Management > View Login Audit Trail.';
  return restError(401, { detail, code: 'INVALID_LOGIN' });
}

export function isRestlet(call: Call): boolean {
  return call.host.includes('.restlets.');
}

export const netsuiteWording: VendorWording = {
  unknown: (call, allowed) =>
    allowed.length > 0
      ? restError(
          405,
          { detail: `Method ${call.method} is not allowed.`, code: 'METHOD_NOT_ALLOWED' },
          { allow: allowed.join(', ') },
        )
      : restError(404, { detail: 'The requested resource does not exist.', code: 'NONEXISTENT_ID' }),
  refuses: (call, mood) => {
    const code = mood.error ?? 'USER_ERROR';
    if (call.endpoint === 'token') return jsonAnswer(mood.status ?? 400, { error: code });
    if (code === 'INVALID_LOGIN') return invalidLogin(call);
    const message = mood.description ?? code;
    if (isRestlet(call)) return restletError(call, mood.status ?? 400, { code, message });
    return restError(mood.status ?? 400, { detail: message, code });
  },
  // Concurrency is the only limit: 429 on REST, 400 on RESTlets. No Retry-After is documented; a mood may name one.
  throttles: (call, retryAfter) => {
    const headers = retryAfter === undefined ? {} : { 'retry-after': String(retryAfter) };
    if (isRestlet(call)) {
      const answer = restletError(call, 400, {
        code: 'SSS_REQUEST_LIMIT_EXCEEDED',
        message: 'Request limit exceeded.',
      });
      return { ...answer, headers: { ...answer.headers, ...headers } };
    }
    const detail = 'Concurrent request limit exceeded. Request blocked.';
    return restError(429, { detail, code: 'CONCURRENCY_LIMIT_EXCEEDED' }, headers);
  },
  breaksDown: (call, status) =>
    isRestlet(call)
      ? restletError(call, status, { code: 'UNEXPECTED_ERROR', message: 'An unexpected error occurred.' })
      : restError(status, { detail: 'An unexpected error occurred. Error ID: sandbox0001', code: 'UNEXPECTED_ERROR' }),
};
