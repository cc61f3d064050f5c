import type {
  CallTask,
  EventStrategy,
  OutputSpec,
  RetryPolicy,
  SwitchTask,
  Task,
  Transformation,
  Workflow,
} from '../definition.js';
import { patternOf } from '../events/event-pattern.js';
import {
  enclosedExpression,
  escapePointer,
  expressionNamesOf,
  expressionText,
  isHalfExpression,
  stringsOf,
} from '../expressions/expression.js';
import { innerLists, isAction, type PlacedTask, tasksOf } from '../uses.js';

/** Where an expression stands, and which arguments exist there. */
export interface ExpressionSite {
  readonly pointer: string;
  readonly expression: string;
  readonly args: readonly string[];
}

/** A literal that looks like a mistyped expression. */
export interface HalfExpression {
  readonly pointer: string;
  readonly half: string;
}

/** The arguments of each stage, as the table of the specification's chapter on runtime expressions has them. */
const BEFORE = ['context', 'task', 'workflow', 'runtime'];
const DURING = [...BEFORE, 'input'];
const AFTER = [...DURING, 'output'];

/** The name of a member that looks like an expression: names are never evaluated. */
export interface ExpressionName {
  readonly pointer: string;
  readonly name: string;
}

export type Site = ExpressionSite | HalfExpression | ExpressionName;

/** Every expression of a definition. The interpreter evaluates nothing that is not listed here. */
export function* expressionSites(workflow: Workflow): Generator<Site> {
  yield* transformation(workflow.input?.from, '/input/from', ['workflow', 'runtime']);
  yield* transformation(workflow.output?.as, '/output/as', ['context', 'workflow', 'runtime']);
  yield* template(workflow.timeout, '/timeout', ['workflow', 'runtime']);
  // No run, no data: a filter sees the event alone.
  if (workflow.schedule?.on) yield* strategySites(workflow.schedule.on, '/schedule/on', []);
  yield* reusables(workflow);
  for (const placed of tasksOf(workflow)) yield* taskSites(placed);
}

function* taskSites({ task, pointer, names }: PlacedTask): Generator<Site> {
  const during = [...DURING, ...names];
  yield* expression(task.if, `${pointer}/if`, [...BEFORE, ...names]);
  yield* transformation(task.input?.from, `${pointer}/input/from`, [...BEFORE, ...names]);
  yield* transformation(task.output?.as, `${pointer}/output/as`, during);
  yield* exported(task.export, `${pointer}/export/as`, [...AFTER, ...names]);
  yield* template(task.timeout, `${pointer}/timeout`, during);
  yield* definitionSites(task, pointer, during);
}

function* exported(spec: OutputSpec | undefined, pointer: string, args: readonly string[]): Generator<Site> {
  yield* transformation(spec?.as, pointer, args);
}

function* definitionSites(task: Task, pointer: string, args: readonly string[]): Generator<Site> {
  if ('set' in task) yield* template(task.set, `${pointer}/set`, args);
  if ('wait' in task) yield* template(task.wait, `${pointer}/wait`, args);
  if ('raise' in task && typeof task.raise.error === 'object') {
    yield* template(task.raise.error, `${pointer}/raise/error`, args);
  }
  if ('call' in task) yield* callSites(task, pointer, args);
  if ('run' in task) yield* template(task.run.workflow.input, `${pointer}/run/workflow/input`, args);
  if ('emit' in task) yield* template(task.emit.event.with, `${pointer}/emit/event/with`, args);
  if ('listen' in task) yield* strategySites(task.listen.to, `${pointer}/listen/to`, args);
  if ('switch' in task) yield* switchSites(task, pointer, args);
  yield* loopSites(task, pointer, args);
}

function* switchSites(task: SwitchTask, pointer: string, args: readonly string[]): Generator<Site> {
  for (const [index, item] of task.switch.entries()) {
    for (const [name, { when }] of Object.entries(item)) {
      yield* expression(when, `${pointer}/switch/${index}/${escapePointer(name)}/when`, args);
    }
  }
}

/** Where a task's own variables exist besides in its lists. */
function* loopSites(task: Task, pointer: string, args: readonly string[]): Generator<Site> {
  const inside = [...args, ...innerLists(task).flatMap(({ names }) => names)];
  if ('for' in task) {
    yield* expression(task.for.in, `${pointer}/for/in`, args);
    yield* expression(task.while, `${pointer}/while`, inside);
  }
  if ('try' in task) {
    yield* expression(task.catch.when, `${pointer}/catch/when`, inside);
    yield* expression(task.catch.exceptWhen, `${pointer}/catch/exceptWhen`, inside);
    if (typeof task.catch.retry === 'object') yield* retrySites(task.catch.retry, `${pointer}/catch/retry`, inside);
  }
  if ('listen' in task) {
    yield* transformation(task.foreach?.output?.as, `${pointer}/foreach/output/as`, inside);
    yield* transformation(task.foreach?.export?.as, `${pointer}/foreach/export/as`, inside);
  }
}

function* strategySites(
  { one, all, any, until }: EventStrategy,
  pointer: string,
  args: readonly string[],
): Generator<Site> {
  const lists = { one: one ? [one] : [], all: all ?? [], any: any ?? [] };
  for (const [kind, filters] of Object.entries(lists)) {
    for (const [index, { with: attributes, correlate = {} }] of filters.entries()) {
      const at = `${pointer}/${kind}${kind === 'one' ? '' : `/${index}`}`;
      yield* template(attributes, `${at}/with`, args);
      yield* patternSites(attributes, `${at}/with`, args);
      for (const [name, { from, expect }] of Object.entries(correlate)) {
        yield* expression(from, `${at}/correlate/${escapePointer(name)}/from`, args);
        yield* template(expect, `${at}/correlate/${escapePointer(name)}/expect`, args);
      }
    }
  }
  if (typeof until === 'string') yield* expression(until, `${pointer}/until`, args);
  if (typeof until === 'object') yield* strategySites(until, `${pointer}/until`, args);
}

/** A literal that is a regular expression is tried by jq. */
function* patternSites(
  attributes: Readonly<Record<string, unknown>>,
  pointer: string,
  args: readonly string[],
): Generator<Site> {
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value !== 'string' || enclosedExpression(value) !== undefined) continue;
    yield* expression(patternOf(value), `${pointer}/${escapePointer(name)}`, args);
  }
}

/** The name of a token is a literal, always: it is no site. */
function* callSites(task: CallTask, pointer: string, args: readonly string[]): Generator<Site> {
  const { token: _token, ...inputs } = task.with ?? {};
  yield* template(isAction(task.call) ? inputs : task.with, `${pointer}/with`, args);
}

function* retrySites(policy: RetryPolicy, pointer: string, args: readonly string[]): Generator<Site> {
  const { when, exceptWhen, ...rest } = policy;
  yield* expression(when, `${pointer}/when`, args);
  yield* expression(exceptWhen, `${pointer}/exceptWhen`, args);
  yield* template(rest, pointer, args);
}

function* reusables({ use, ...workflow }: Workflow): Generator<Site> {
  const caught = [...tasksOf({ ...workflow })].flatMap(({ task }) => ('try' in task ? [task.catch.as ?? 'error'] : []));
  yield* template(use?.errors, '/use/errors', DURING);
  yield* template(use?.timeouts, '/use/timeouts', DURING);
  for (const [name, policy] of Object.entries(use?.retries ?? {})) {
    yield* retrySites(policy, `/use/retries/${escapePointer(name)}`, [...DURING, ...caught]);
  }
}

function* transformation(value: Transformation | undefined, pointer: string, args: readonly string[]): Generator<Site> {
  if (typeof value === 'string') yield* expression(value, pointer, args);
  else yield* template(value, pointer, args);
}

function* expression(text: string | undefined, pointer: string, args: readonly string[]): Generator<Site> {
  if (text !== undefined) yield { pointer, expression: expressionText(text), args };
}

function* template(value: unknown, at: string, args: readonly string[]): Generator<Site> {
  yield* expressionNamesOf(value, at);
  for (const { text, pointer } of stringsOf(value, at)) {
    const enclosed = enclosedExpression(text);
    if (enclosed !== undefined) yield { pointer, expression: enclosed, args };
    else if (isHalfExpression(text)) yield { pointer, half: text };
  }
}
