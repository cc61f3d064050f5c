import { TASK_KINDS, type TaskKind } from '../definition.js';
import { escapePointer } from '../expressions/expression.js';
import { type Findings, isObject } from './findings.js';
import { listed, suggestion } from './words/suggestion.js';

/** The members that an object may have; `true`: any value, checked elsewhere. A text: why the member is refused. */
export interface Shape {
  readonly [member: string]: true | string | Shape;
}

/** Members whose values are checked elsewhere. */
const known = (...members: string[]): Shape => Object.fromEntries(members.map((member) => [member, true]));

const NO_COMMANDS = 'is not supported: call an action or an HTTP API, or run another process';
const DURATION: Shape = known('days', 'hours', 'minutes', 'seconds', 'milliseconds');
const TIMEOUT: Shape = { after: DURATION };
const SCHEMA: Shape = {
  ...{ format: true, document: true },
  resource: { name: true, endpoint: { uri: true, authentication: 'is not supported: a schema is public' } },
};
const ERROR: Shape = known('type', 'status', 'instance', 'title', 'detail');
const INPUT: Shape = { schema: SCHEMA, from: true };
const OUTPUT: Shape = { schema: SCHEMA, as: true };
const RETRY: Shape = {
  when: true,
  exceptWhen: true,
  delay: DURATION,
  backoff: { constant: {}, linear: {}, exponential: {} },
  limit: { attempt: { count: true, duration: DURATION }, duration: DURATION },
  jitter: { from: DURATION, to: DURATION },
};
const TOKENS_INSTEAD = 'is not supported: connect an access token and name it with `authentication: { use: NAME }`';

export const WORKFLOW: Shape = {
  document: {
    ...{ dsl: true, namespace: true, name: true, version: true },
    ...{ title: true, summary: true, tags: true, metadata: true },
  },
  input: INPUT,
  output: OUTPUT,
  timeout: TIMEOUT,
  do: true,
  evaluate: { language: true, mode: true },
  schedule: { every: DURATION, cron: true, after: DURATION, on: true },
  use: {
    errors: true,
    retries: true,
    timeouts: true,
    secrets: 'is refused: secrets live in access tokens; connect one and name it in the step',
    authentications: TOKENS_INSTEAD,
    functions: true,
    catalogs: 'is not supported: definitions are complete in themselves',
    extensions: 'is not supported',
  },
};

/** The shapes of the values of `use.errors`, `use.retries` and `use.timeouts`. */
export const REUSABLE = { errors: ERROR, retries: RETRY, timeouts: TIMEOUT } as const;

const TASK: Shape = {
  ...known('if', 'then', 'metadata'),
  ...{ input: INPUT, output: OUTPUT, export: OUTPUT, timeout: TIMEOUT },
};

export const TASK_SHAPES: Readonly<Record<TaskKind, Shape>> = {
  call: { ...TASK, call: true, with: true },
  do: { ...TASK, do: true },
  emit: { ...TASK, emit: { event: { with: true } } },
  for: { ...TASK, for: { each: true, in: true, at: true }, while: true, do: true },
  fork: { ...TASK, fork: { branches: true, compete: true } },
  listen: {
    ...TASK,
    listen: { to: true, read: true },
    foreach: { item: true, at: true, do: true, output: OUTPUT, export: OUTPUT },
  },
  raise: { ...TASK, raise: { error: ERROR } },
  run: {
    ...TASK,
    run: {
      workflow: { namespace: true, name: true, version: true, input: true },
      await: true,
      return: 'is not supported: a process gives its output',
      ...{ container: NO_COMMANDS, script: NO_COMMANDS, shell: NO_COMMANDS },
    },
  },
  set: { ...TASK, set: true },
  switch: { ...TASK, switch: true },
  try: {
    ...TASK,
    try: true,
    catch: {
      errors: { with: { type: true, status: true, instance: true, title: true, detail: true, details: true } },
      ...{ as: true, when: true, exceptWhen: true, retry: RETRY, do: true },
    },
  },
  wait: { ...TASK, wait: DURATION },
};

const AUTHENTICATION: Shape = {
  use: true,
  basic: { username: true, password: true, use: TOKENS_INSTEAD },
  ...{ bearer: TOKENS_INSTEAD, digest: TOKENS_INSTEAD, certificate: TOKENS_INSTEAD },
  ...{ oauth2: TOKENS_INSTEAD, oidc: TOKENS_INSTEAD },
};

export const CALL_ARGUMENTS: Readonly<Record<string, Shape>> = {
  http: {
    ...{ method: true, headers: true, body: true, query: true, output: true, redirect: true },
    endpoint: { uri: true, authentication: AUTHENTICATION },
  },
  openapi: {
    document: { name: true, endpoint: { uri: true, authentication: 'is not supported: a description is public' } },
    ...{ operationId: true, parameters: true, output: true, redirect: true },
    authentication: AUTHENTICATION,
  },
};

export const EVENT_STRATEGY: Shape = known('one', 'all', 'any', 'until');
export const EVENT_FILTER: Shape = known('with', 'correlate');
export const CORRELATION: Shape = known('from', 'expect');

export const SWITCH_CASE: Shape = known('when', 'then');

/** Functions of the specification that Latchkey does not call. */
export const REFUSED_CALLS: Readonly<Record<string, string>> = {
  grpc: 'gRPC is not supported: call an HTTP API or an action',
  asyncapi: 'AsyncAPI is not supported: call an HTTP API or an action',
  a2a: 'A2A is not supported: call an HTTP API or an action',
  mcp: 'MCP is not supported: call an HTTP API or an action',
};

/** Every member that the shape does not know, or refuses, is a finding. */
export function checkShape(value: unknown, place: { shape: Shape; path: string; findings: Findings }): void {
  if (!isObject(value)) return;
  for (const [key, inner] of Object.entries(value)) {
    const path = `${place.path}/${escapePointer(key)}`;
    const known = Object.hasOwn(place.shape, key) ? place.shape[key] : undefined;
    if (known === undefined)
      place.findings.add(path, () => `\`${key}\` is not a member here${advice(key, place.shape)}`);
    else if (typeof known === 'string') place.findings.add(path, `\`${key}\` ${known}`);
    else if (known !== true) checkShape(inner, { ...place, shape: known, path });
  }
}

function advice(key: string, shape: Shape): string {
  const members = Object.keys(shape).filter((member) => typeof shape[member] !== 'string');
  const kind = TASK_KINDS.find((one) => Object.hasOwn(shape, one));
  if (kind && kind !== key && TASK_KINDS.some((one) => one === key)) {
    return `: a task does one thing, and this one has \`${kind}\` already`;
  }
  const meant = suggestion(key, members);
  if (meant !== '' || members.length === 0) return meant;
  return `; there may be ${listed(members)}`;
}
