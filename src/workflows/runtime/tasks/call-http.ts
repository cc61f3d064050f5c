import type { CallTask, HttpArguments } from '../definition.js';
import { fillTemplate } from '../expressions/evaluate.js';
import { expandUri } from '../expressions/uri-template.js';
import type { HttpAnswer, HttpCall } from '../ports.js';
import { fault, type ProblemDetails, problemOf } from '../problem-details.js';
import type { Result, TaskScope } from '../scope.js';
import { httpToken } from '../uses.js';
import { takeStep } from './take-step.js';

const SAFE_METHODS = new Set(['GET', 'HEAD', 'OPTIONS', 'PUT', 'DELETE']);

/** Sends one HTTP request, with the token that the definition names, if any. Law 3. */
export async function performCallHttp(task: CallTask, scope: TaskScope): Promise<Result> {
  const { actions } = scope.run;
  const args = (await fillTemplate(task.with, scope.input, scope)) as HttpArguments;
  const call = requestOf(args, scope);
  const output = await takeStep(
    {
      // RFC 9110 section 9.2.2: repeating these has the effect of doing them once.
      isRepeatable: SAFE_METHODS.has(call.method),
      ...(call.token === undefined ? {} : { token: call.token }),
      work: async (context) => {
        const { output: answer, token } = await actions.callHttp(call, context);
        const problem = refusal(answer, args.redirect ?? false, scope.pointer);
        return {
          output: problem ? null : outputOf(answer, args.output ?? 'content'),
          ...(token ? { token } : {}),
          ...(problem ? { problem } : {}),
        };
      },
    },
    scope,
  );
  return { output };
}

function requestOf(args: HttpArguments, { input, pointer }: TaskScope): HttpCall {
  const { endpoint } = args;
  const expanded = expandUri(typeof endpoint === 'string' ? endpoint : endpoint.uri, input);
  if ('problem' in expanded) throw fault('expression', pointer, expanded.problem);
  const token = httpToken(args);
  return {
    method: String(args.method).toUpperCase(),
    url: withQuery(expanded.uri, texts(args.query, 'query', pointer)),
    headers: texts(args.headers, 'headers', pointer),
    followRedirects: args.redirect ?? false,
    ...(args.body === undefined ? {} : { body: args.body }),
    ...(token === undefined ? {} : { token }),
  };
}

function withQuery(uri: string, query: Readonly<Record<string, string>>): string {
  const added = new URLSearchParams(query).toString();
  if (added === '') return uri;
  return `${uri}${uri.includes('?') ? '&' : '?'}${added}`;
}

/** A map of texts; what an expression left out (null) is left out. */
function texts(value: unknown, what: string, pointer: string): Readonly<Record<string, string>> {
  if (value === undefined || value === null) return {};
  if (typeof value !== 'object' || Array.isArray(value))
    throw fault('expression', pointer, `\`${what}\` is no object.`);
  const given = Object.entries(value).filter(([, part]) => part !== null && part !== undefined);
  return Object.fromEntries(given.map(([key, part]) => [key, typeof part === 'string' ? part : JSON.stringify(part)]));
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
      return JSON.parse(text);
    } catch {
      return text;
    }
  }
  const isText = /^text\/|[/+]xml$|^application\/(?:javascript|x-www-form-urlencoded|yaml)$/.test(type);
  return isText ? text : Buffer.from(body).toString('base64');
}
