import { parseExactly } from '../../../../kernel/exact-json.js';
import type { Authentication } from '../../definition.js';
import type { HttpAnswer, HttpCall } from '../../ports.js';
import { type ProblemDetails, problemOf } from '../../problem-details.js';
import type { TaskScope } from '../../scope.js';
import { takeStep } from '../take-step.js';

const SAFE_METHODS = new Set(['GET', 'HEAD', 'OPTIONS', 'PUT', 'DELETE']);

export interface AnswerWanted {
  readonly output?: 'raw' | 'content' | 'response';
  /** Whether an answer from 300 to 399 is no error, and redirects are followed. */
  readonly redirect?: boolean;
}

/** How a call says who it is. */
export function authenticationOf(given: Authentication | undefined): Pick<HttpCall, 'token' | 'basic'> {
  if (given === undefined) return {};
  return 'use' in given ? { token: given.use } : { basic: given.basic };
}

/** Sends one request as a step, and gives its answer in the form that the definition wants. Law 3. */
export function sendRequest(call: HttpCall, wanted: AnswerWanted, scope: TaskScope): Promise<unknown> {
  const { actions } = scope.run;
  return takeStep(
    {
      // RFC 9110 section 9.2.2: repeating these has the effect of doing them once.
      isRepeatable: SAFE_METHODS.has(call.method),
      ...(call.token === undefined ? {} : { token: call.token }),
      input: shownCall(call),
      work: async (context) => {
        const { output: answer, token } = await actions.callHttp(call, context);
        const problem = refusal(answer, wanted.redirect ?? false, scope.pointer);
        return {
          output: problem ? null : outputOf(answer, wanted.output ?? 'content'),
          ...(token ? { token } : {}),
          ...(problem ? { problem } : {}),
        };
      },
    },
    scope,
  );
}

/** Without what proves who calls. */
export function shownCall({ method, url, headers, body }: HttpCall): unknown {
  return {
    method,
    url,
    ...(Object.keys(headers).length === 0 ? {} : { headers }),
    ...(body === undefined ? {} : { body }),
  };
}

function refusal(
  { status, request }: HttpAnswer,
  isRedirectFine: boolean,
  pointer: string,
): ProblemDetails | undefined {
  if (status >= 200 && status < (isRedirectFine ? 400 : 300)) return undefined;
  const detail = `${request.method} ${request.uri.split('?')[0]} answered with status ${status}.`;
  return { ...problemOf('communication', pointer, detail), status };
}

function outputOf(answer: HttpAnswer, format: 'raw' | 'content' | 'response'): unknown {
  if (format === 'raw') return Buffer.from(answer.body).toString('base64');
  const content = contentOf(answer);
  if (format === 'content') return content;
  const { request, status, headers } = answer;
  return { request: { ...request, method: request.method.toLowerCase() }, statusCode: status, headers, content };
}

/** JSON as a value, text as text, anything else in base 64. */
function contentOf({ headers, body }: HttpAnswer): unknown {
  if (body.length === 0) return null;
  const type = (headers['content-type'] ?? '').split(';')[0]?.trim().toLowerCase() ?? '';
  const text = Buffer.from(body).toString('utf8');
  if (/^application\/(?:[\w.-]+\+)?json$/.test(type)) {
    try {
      return parseExactly(text);
    } catch {
      return text;
    }
  }
  const isText = /^text\/|[/+]xml$|^application\/(?:javascript|x-www-form-urlencoded|yaml)$/.test(type);
  return isText ? text : Buffer.from(body).toString('base64');
}
