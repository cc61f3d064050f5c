import { type Answer, jsonAnswer, Refusal, textAnswer } from '../stage/answer.js';
import type { Call } from '../stage/call.js';
import type { VendorWording } from '../stage/vendor.js';

/** An API error: `error_summary` ends in a random number of dots, so that nobody compares it whole. */
export function apiError(status: number, error: Record<string, unknown>): Answer {
  const dots = '.'.repeat(Math.floor(Math.random() * 4));
  return jsonAnswer(status, { error_summary: `${summaryOf(error)}/${dots}`, error });
}

/** 409 for one tag below another: `refuse('path', 'not_found')`. */
export function refuseRoute(...tags: readonly string[]): Refusal {
  return new Refusal(apiError(409, nested(tags)));
}

/** 409 of an upload: a struct, so the write error stands under `reason`. */
export function refuseUpload(...tags: readonly string[]): Refusal {
  const answer = jsonAnswer(409, {
    error_summary: `path/${tags.join('/')}/..`,
    error: { '.tag': 'path', reason: nested(tags), upload_session_id: '' },
  });
  return new Refusal(answer);
}

/** 400 of the API is plain text. */
export function badInput(route: string, text: string): Refusal {
  return new Refusal(textAnswer(400, `Error in call to API function "${route}": ${text}`));
}

/** `files/list_folder` of `/2/files/list_folder`. */
export function routeName(call: Call): string {
  return call.path.replace(/^\/2\//, '');
}

export const dropboxWording: VendorWording = {
  unknown: (call, allowed) =>
    allowed.length > 0
      ? textAnswer(
          400,
          `Error in call to API function "${call.path.slice(3)}": your request method must be ${allowed.join(' or ')}.`,
        )
      : textAnswer(404, 'Unknown API function.'),
  refuses: (call, mood) =>
    call.endpoint === 'token' || mood.error === undefined
      ? jsonAnswer(mood.status ?? 400, { error: mood.error, error_description: mood.description ?? mood.error })
      : apiError(mood.status ?? 401, { '.tag': mood.error }),
  throttles: (_call, retryAfter = 1) =>
    jsonAnswer(
      429,
      {
        error_summary: 'too_many_requests/..',
        error: { reason: { '.tag': 'too_many_requests' }, retry_after: retryAfter },
      },
      { 'retry-after': String(retryAfter) },
    ),
  breaksDown: (_call, status) => textAnswer(status, 'Internal Server Error'),
};

function nested(tags: readonly string[]): Record<string, unknown> {
  const [tag = 'other', ...rest] = tags;
  return rest.length === 0 ? { '.tag': tag } : { '.tag': tag, [tag]: nested(rest) };
}

function summaryOf(error: Record<string, unknown>): string {
  const tag = String(error['.tag']);
  const below = error[tag];
  return typeof below === 'object' && below !== null
    ? `${tag}/${summaryOf(Object.fromEntries(Object.entries(below)))}`
    : tag;
}
