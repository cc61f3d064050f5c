import { type Answer, jsonAnswer } from '../stage/answer.js';
import type { VendorWording } from '../stage/vendor.js';

/** API errors are an array, also for one. */
export function apiError(
  status: number,
  errorCode: string,
  fault: string | { message: string; fields: readonly string[] },
): Answer {
  return jsonAnswer(status, [{ errorCode, ...(typeof fault === 'string' ? { message: fault } : fault) }]);
}

export function oauthError(status: number, error: string, description: string): Answer {
  return jsonAnswer(status, { error, error_description: description });
}

const isOAuth = (path: string): boolean => path.startsWith('/services/oauth2/');

export const salesforceWording: VendorWording = {
  unknown: (call, allowed) =>
    allowed.length > 0
      ? apiError(
          405,
          'METHOD_NOT_ALLOWED',
          `HTTP Method '${call.method}' not allowed. Allowed are ${allowed.join(',')}`,
        )
      : apiError(404, 'NOT_FOUND', 'The requested resource does not exist'),
  refuses: (call, mood) => {
    const error = mood.error ?? 'invalid_request';
    if (isOAuth(call.path)) return oauthError(mood.status ?? 400, error, mood.description ?? error);
    return apiError(mood.status ?? 401, error, mood.description ?? error);
  },
  // 403, not 429, and no Retry-After; a mood may name one.
  throttles: (call, retryAfter) => {
    const answer = isOAuth(call.path)
      ? oauthError(400, 'rate_limit_exceeded', 'login rate exceeded')
      : apiError(403, 'REQUEST_LIMIT_EXCEEDED', 'TotalRequests Limit exceeded.');
    return retryAfter === undefined
      ? answer
      : { ...answer, headers: { ...answer.headers, 'retry-after': String(retryAfter) } };
  },
  // Maintenance speaks HTML.
  breaksDown: (_call, status) =>
    status === 503
      ? {
          status,
          headers: { 'content-type': 'text/html; charset=utf-8' },
          body: '<html><head><title>We are down for maintenance</title></head><body>Service Unavailable</body></html>',
        }
      : apiError(status, 'UNKNOWN_EXCEPTION', 'An unexpected error occurred.'),
};
