import { expandUri } from '../expressions/uri-template.js';
import type { HttpCall } from '../ports.js';
import type { Operation, Parameter } from './find-operation.js';

type Request = Pick<HttpCall, 'method' | 'url' | 'headers' | 'body'>;
type Given = Readonly<Record<string, unknown>>;

/** The request for an operation with these parameters; `body` is the body where no parameter has that name. */
export function requestFor(operation: Operation, given: Given): Request | { readonly problem: string } {
  const { method, parameters } = operation;
  const problem = mistakeIn(operation, given);
  if (problem !== undefined) return { problem };
  const of = (place: Parameter['in']) => parameters.filter((each) => each.in === place && isGiven(given, each.name));
  const expanded = expandUri(
    operation.url,
    Object.fromEntries(of('path').map((each) => [each.name, textOf(each, given)])),
  );
  if ('problem' in expanded) return expanded;
  const query = new URLSearchParams(of('query').flatMap((each) => pairs(each, given))).toString();
  const headers = Object.fromEntries(of('header').map((each) => [each.name, textOf(each, given)]));
  return {
    ...{ method, url: query === '' ? expanded.uri : `${expanded.uri}?${query}` },
    ...withBody(operation, given, headers),
  };
}

function mistakeIn({ parameters, isBodyRequired }: Operation, given: Given): string | undefined {
  const names = new Set(parameters.map(({ name }) => name));
  const unknown = Object.keys(given).find((name) => !names.has(name) && name !== 'body');
  if (unknown !== undefined) return `The operation has no parameter ${unknown}.`;
  const cookie = parameters.find((each) => each.in === 'cookie' && isGiven(given, each.name));
  if (cookie) return `The parameter ${cookie.name} is a cookie, which no step sends.`;
  const missing = parameters.find(({ name, isRequired }) => isRequired && !isGiven(given, name));
  if (missing) return `The operation needs the parameter ${missing.name}.`;
  return isBodyRequired && !isGiven(given, 'body')
    ? 'The operation needs a body: give it as the parameter body.'
    : undefined;
}

function withBody(
  { parameters, bodyType = 'application/json' }: Operation,
  given: Given,
  headers: Readonly<Record<string, string>>,
): Pick<Request, 'headers' | 'body'> {
  const form = parameters.filter((each) => each.in === 'formData' && isGiven(given, each.name));
  const formType = 'application/x-www-form-urlencoded';
  if (form.length > 0) {
    const body = new URLSearchParams(form.flatMap((each) => pairs(each, given))).toString();
    return { headers: { ...headers, 'content-type': formType }, body };
  }
  const body = given[parameters.find((each) => each.in === 'body')?.name ?? 'body'];
  if (body === undefined || body === null) return { headers };
  const isForm = bodyType === formType && typeof body === 'object';
  const text = isForm
    ? new URLSearchParams(
        Object.entries(body).map(([key, value]): [string, string] => [key, written(value)]),
      ).toString()
    : body;
  return { headers: { ...headers, 'content-type': bodyType }, body: text };
}

function isGiven(given: Given, name: string): boolean {
  return Object.hasOwn(given, name) && given[name] !== null && given[name] !== undefined;
}

function pairs({ name, join }: Parameter, given: Given): [string, string][] {
  const values = [given[name]].flat().map(written);
  return join === 'repeat' ? values.map((value) => [name, value]) : [[name, values.join(join)]];
}

function textOf({ name, join }: Parameter, given: Given): string {
  return [given[name]]
    .flat()
    .map(written)
    .join(join === 'repeat' ? ',' : join);
}

function written(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}
