import type { Action, ActionInput, ActionInputs } from '../../contract/action.js';

const PATH: ActionInput = {
  label: 'Path',
  help: 'Below the base URL, or an absolute address at one of the hosts of the connection.',
  schema: { type: 'string', maxLength: 8_000 },
  required: true,
  binds: 'path',
};
const QUERY = {
  label: 'Query',
  help: 'Parameters by name; a list gives a parameter several times.',
  schema: {
    type: 'object',
    additionalProperties: {
      anyOf: [
        { type: ['string', 'number', 'boolean'] },
        { type: 'array', items: { type: ['string', 'number', 'boolean'] } },
      ],
    },
  },
  required: false,
};
const HEADERS = {
  label: 'Headers',
  schema: { type: 'object', additionalProperties: { type: 'string', maxLength: 8_000 } },
  required: false,
};
const OUTPUT = {
  type: 'object',
  properties: {
    status: { type: 'integer' },
    headers: { type: 'object', additionalProperties: { type: 'string' } },
    body: {},
  },
  required: ['status', 'headers', 'body'],
};

/** What can be done with any service that speaks HTTP. */
export const SERVICE_ACTIONS: readonly Action[] = [
  {
    key: 'get',
    title: 'Get',
    help: 'Reads something. The body of the answer is JSON, or else text.',
    inputs: { path: PATH, query: QUERY, headers: HEADERS },
    output: OUTPUT,
    repeatable: true,
    reads: true,
    build: (inputs) => ({ method: 'GET', url: urlOf(inputs), headers: headersOf(inputs) }),
    read: (answer) => answer,
  },
  {
    key: 'send',
    title: 'Send',
    help: 'Changes something. A text is sent as it is, anything else as JSON.',
    inputs: {
      method: {
        label: 'Method',
        schema: { type: 'string', enum: ['POST', 'PUT', 'PATCH', 'DELETE'] },
        required: false,
        default: 'POST',
      },
      path: PATH,
      query: QUERY,
      headers: HEADERS,
      body: { label: 'Body', schema: {}, required: false },
    },
    output: OUTPUT,
    repeatable: false,
    build: (inputs) => ({
      method: METHODS.find((method) => method === inputs.method) ?? 'POST',
      url: urlOf(inputs),
      headers: headersOf(inputs),
      ...(inputs.body === undefined ? {} : { body: inputs.body }),
    }),
    read: (answer) => answer,
  },
];

const METHODS = ['POST', 'PUT', 'PATCH', 'DELETE'] as const;

function urlOf({ path, query }: ActionInputs): string {
  const pairs = Object.entries(isRecord(query) ? query : {}).flatMap(([name, value]) =>
    [value].flat().map((each): [string, string] => [name, String(each)]),
  );
  const url = String(path);
  if (pairs.length === 0) return url;
  return `${url}${url.includes('?') ? '&' : '?'}${new URLSearchParams(pairs)}`;
}

function headersOf({ headers }: ActionInputs): Readonly<Record<string, string>> {
  const entries = Object.entries(isRecord(headers) ? headers : {});
  return Object.fromEntries(entries.map(([name, value]) => [name.toLowerCase(), String(value)]));
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}
