import { type Answer, jsonAnswer, textAnswer } from '../stage/answer.js';
import type { Call } from '../stage/call.js';
import type { VendorWording } from '../stage/vendor.js';

const LIMIT = '10000';

/** Data Model errors keep the envelope of a message. */
export function messageError(status: number, text: string, meta: Record<string, unknown> = {}): Answer {
  return jsonAnswer(status, { Meta: { ...meta, Errors: [{ ID: 1, Text: text, Type: 'client', Module: 'Router' }] } });
}

/** FHIR errors are an OperationOutcome. */
export function fhirError(status: number, code: string, text: string): Answer {
  return jsonAnswer(
    status,
    { resourceType: 'OperationOutcome', issue: [{ severity: 'error', code, details: { text } }] },
    { 'content-type': 'application/fhir+json' },
  );
}

/** RFC 6749 error of `/v2/auth/token`. */
export function tokenError(status: number, error: string, description: string): Answer {
  return jsonAnswer(status, { error, error_description: description });
}

/** The error in the shape that the call's endpoint uses: plain text for the legacy pair, JSON elsewhere. */
function errorFor(call: Call, status: number, fault: { error: string; text: string }): Answer {
  if (call.path.startsWith('/auth/')) return textAnswer(status, fault.text);
  if (call.path === '/v2/auth/token') return tokenError(status, fault.error, fault.text);
  if (call.path.startsWith('/fhir/')) return fhirError(status, fault.error, fault.text);
  return messageError(status, fault.text);
}

export const redoxWording: VendorWording = {
  // Redox documents 403 and 404 together: a wrong verb is one of their causes.
  unknown: (call, allowed) => errorFor(call, allowed.length > 0 ? 403 : 404, { error: 'not-found', text: 'Not found' }),
  refuses: (call, mood) => {
    const isLegacy = call.path.startsWith('/auth/');
    const text = mood.description ?? (isLegacy ? 'Invalid request' : (mood.error ?? 'refused'));
    return errorFor(call, mood.status ?? (isLegacy ? 401 : 400), { error: mood.error ?? 'invalid_request', text });
  },
  throttles: (call, retryAfter) => {
    const answer = errorFor(call, 429, { error: 'throttled', text: 'Too many requests' });
    // No Retry-After is documented; it is sent only when the mood names one.
    const wait = retryAfter === undefined ? {} : { 'retry-after': String(retryAfter) };
    return { ...answer, headers: { ...answer.headers, 'x-ratelimit-limit': LIMIT, ...wait } };
  },
  breaksDown: (_call, status) => textAnswer(status, 'Unknown internal error'),
};
