import type { CallTask, HttpArguments } from '../../definition.js';
import { fillTemplate } from '../../expressions/evaluate.js';
import { expandUri } from '../../expressions/uri-template.js';
import type { HttpCall } from '../../ports.js';
import { fault } from '../../problem-details.js';
import type { Result, TaskScope } from '../../scope.js';
import { authenticationOf, sendRequest } from './send-request.js';

/** Sends one HTTP request, with the token that the definition names, if any. */
export async function performCallHttp(task: CallTask, scope: TaskScope): Promise<Result> {
  const args = (await fillTemplate(task.with, scope.input, scope)) as HttpArguments;
  return { output: await sendRequest(requestOf(args, scope), args, scope) };
}

function requestOf(args: HttpArguments, { input, pointer }: TaskScope): HttpCall {
  const { endpoint } = args;
  const expanded = expandUri(typeof endpoint === 'string' ? endpoint : endpoint.uri, input);
  if ('problem' in expanded) throw fault('expression', pointer, expanded.problem);
  return {
    method: String(args.method).toUpperCase(),
    url: withQuery(expanded.uri, texts(args.query, 'query', pointer)),
    headers: texts(args.headers, 'headers', pointer),
    followRedirects: args.redirect ?? false,
    ...(args.body === undefined ? {} : { body: args.body }),
    ...authenticationOf(typeof endpoint === 'string' ? undefined : endpoint.authentication),
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
