import { type Answer, jsonAnswer, Refusal } from '../stage/answer.js';
import type { VendorWording } from '../stage/vendor.js';

const RETRIED: Readonly<Record<number, string>> = { 500: 'internalError', 503: 'backendError' };

/** An API error: who reads it decides on the reason. */
export function apiError(status: number, reason: string, message: string): Answer {
  const domain = reason.endsWith('RateLimitExceeded') ? 'usageLimits' : 'global';
  const more = status === 401 ? { locationType: 'header', location: 'Authorization' } : {};
  return jsonAnswer(status, {
    error: { code: status, message, errors: [{ domain, reason, message, ...more }] },
  });
}

export function refuse(status: number, reason: string, message: string): Refusal {
  return new Refusal(apiError(status, reason, message));
}

export function notFound(id: string): Refusal {
  return refuse(404, 'notFound', `File not found: ${id}.`);
}

export function oauthError(status: number, error: string, description: string): Answer {
  return jsonAnswer(status, { error, error_description: description });
}

export const googleWording: VendorWording = {
  unknown: (_call, allowed) => apiError(allowed.length > 0 ? 405 : 404, 'notFound', 'Not Found'),
  refuses: (call, mood) =>
    call.endpoint === 'token'
      ? oauthError(mood.status ?? 400, mood.error ?? 'invalid_grant', mood.description ?? 'Bad Request')
      : apiError(mood.status ?? 403, mood.error ?? 'forbidden', mood.description ?? 'Forbidden'),
  // A rate is said with 403, and when to come again is not promised.
  throttles: (call, retryAfter) => {
    const answer =
      call.endpoint === 'token'
        ? oauthError(429, 'rate_limit_exceeded', 'Rate limit exceeded')
        : apiError(403, 'userRateLimitExceeded', 'User Rate Limit Exceeded');
    const headers = retryAfter === undefined ? {} : { 'retry-after': String(retryAfter) };
    return { ...answer, headers: { ...answer.headers, ...headers } };
  },
  breaksDown: (_call, status) => apiError(status, RETRIED[status] ?? 'backendError', 'Backend Error'),
};
