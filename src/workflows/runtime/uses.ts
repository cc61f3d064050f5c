import {
  type Authentication,
  type CallTask,
  type HttpArguments,
  namedTask,
  type OpenApiArguments,
  type ProcessName,
  type Task,
  type TaskList,
  type TokenUse,
  type Workflow,
} from './definition.js';
import { escapePointer, isLiteral } from './expressions/expression.js';

/** Every use of an access token: `authentication: { use }` of `call: http` and `token` of actions. */
export function tokenUses(workflow: Workflow): TokenUse[] {
  return [...tasksOf(workflow)].flatMap(({ task, pointer }) => ('call' in task ? useOf(task, pointer) : []));
}

/** What a task gives to an action: the inputs as they are written, and the names of those that are computed. */
export interface ActionInputsUse {
  readonly path: string;
  readonly action: string;
  readonly known: Readonly<Record<string, unknown>>;
  readonly open: readonly string[];
}

/** What is given to every action. */
export function actionInputsIn(workflow: Workflow): ActionInputsUse[] {
  return [...tasksOf(workflow)].flatMap(({ task, pointer: path }) => {
    if (!('call' in task) || !isAction(task.call)) return [];
    const { token: _name, ...inputs } = task.with ?? {};
    const isKnown = ([, value]: [string, unknown]): boolean => isLiteral(value);
    const known = Object.fromEntries(Object.entries(inputs).filter(isKnown));
    const open = Object.keys(inputs).filter((name) => !Object.hasOwn(known, name));
    return [{ path, action: task.call, known, open }];
  });
}

function useOf(task: CallTask, path: string): TokenUse[] {
  const token = tokenOf(task);
  if (token === undefined) return [];
  return [isProtocol(task.call) ? { path, token } : { path, token, action: task.call }];
}

/** The name of the token that a call uses. A function names its own. */
function tokenOf(task: CallTask): string | undefined {
  if (task.call === 'http') return httpToken(httpArguments(task));
  if (task.call === 'openapi') return tokenIn(openApiArguments(task).authentication);
  const token = task.with?.token;
  return isAction(task.call) && typeof token === 'string' ? token : undefined;
}

const ACTION = /^[a-z0-9]+(?:-[a-z0-9]+)*\.[a-z][A-Za-z0-9]*$/;

/** Whether a call has the form of an action, such as `dropbox.listFolder`. */
export function isAction(call: string): boolean {
  return ACTION.test(call);
}

export function isProtocol(call: string): boolean {
  return call === 'http' || call === 'openapi';
}

/** The arguments of a `call: openapi`, whose form was checked at publish. */
export function openApiArguments(task: CallTask): OpenApiArguments {
  const { document, operationId, ...rest }: Partial<OpenApiArguments> = task.with ?? {};
  if (document === undefined || operationId === undefined) {
    throw new TypeError('A `call: openapi` has document and operationId.');
  }
  return { document, operationId, ...rest };
}

/** The arguments of a `call: http`, whose form was checked at publish. */
export function httpArguments(task: CallTask): HttpArguments {
  const { method, endpoint, ...rest }: Partial<HttpArguments> = task.with ?? {};
  if (method === undefined || endpoint === undefined) throw new TypeError('A `call: http` has method and endpoint.');
  return { method, endpoint, ...rest };
}

/** The name of the token of a `call: http`. */
export function httpToken({ endpoint }: HttpArguments): string | undefined {
  return typeof endpoint === 'string' ? undefined : tokenIn(endpoint.authentication);
}

/** The name of the token that an authentication means, if it means one. */
export function tokenIn(authentication: Authentication | undefined): string | undefined {
  return authentication && 'use' in authentication ? authentication.use : undefined;
}

interface InnerList {
  readonly list: TaskList;
  /** Its place, relative to the task. */
  readonly at: string;
  /** The variables that exist only in it. */
  readonly names: readonly string[];
}

/** Each list of tasks inside a task. */
export function innerLists(task: Task): readonly InnerList[] {
  if ('for' in task) return [{ list: task.do, at: '/do', names: namesOf(task.for.each, task.for.at) }];
  if ('do' in task) return [{ list: task.do, at: '/do', names: [] }];
  if ('fork' in task) return [{ list: task.fork.branches, at: '/fork/branches', names: [] }];
  if ('listen' in task) {
    return [{ list: task.foreach?.do ?? [], at: '/foreach/do', names: namesOf(task.foreach?.item, task.foreach?.at) }];
  }
  if (!('try' in task)) return [];
  const handler = { list: task.catch.do ?? [], at: '/catch/do', names: [task.catch.as ?? 'error'] };
  return [{ list: task.try, at: '/try', names: [] }, handler];
}

function namesOf(item = 'item', index = 'index'): readonly string[] {
  return [item, index];
}

export interface PlacedTask {
  readonly task: Task;
  readonly name: string;
  readonly pointer: string;
  /** Variables of the enclosing loops and handlers. */
  readonly names: readonly string[];
}

/** Every task of a definition, functions first, outer ones before inner ones. */
export function* tasksOf(workflow: Workflow): Generator<PlacedTask> {
  for (const [name, task] of Object.entries(workflow.use?.functions ?? {})) {
    yield { task, name, pointer: `/use/functions/${escapePointer(name)}`, names: [] };
  }
  yield* tasksIn(workflow.do, '/do', []);
}

function* tasksIn(list: TaskList, at: string, names: readonly string[]): Generator<PlacedTask> {
  for (const [index, item] of list.entries()) {
    const { name, task } = namedTask(item);
    const pointer = `${at}/${index}/${escapePointer(name)}`;
    yield { task, name, pointer, names };
    for (const inner of innerLists(task)) yield* tasksIn(inner.list, pointer + inner.at, [...names, ...inner.names]);
  }
}

/** The processes that a definition runs, and where. */
export function processNamesIn(
  workflow: Workflow,
): readonly { readonly path: string; readonly process: ProcessName }[] {
  return [...tasksOf(workflow)].flatMap(({ task, pointer }) =>
    'run' in task ? [{ path: pointer, process: task.run.workflow }] : [],
  );
}
