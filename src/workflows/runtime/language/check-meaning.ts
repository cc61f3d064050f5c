import {
  type Authentication,
  type CallTask,
  namedTask,
  type ProcessName,
  type Task,
  type TaskList,
  type Workflow,
} from '../definition.js';
import { durationIn, LONGEST_DURATION } from '../expressions/duration.js';
import { enclosedExpression, escapePointer, isHalfExpression, stringsOf } from '../expressions/expression.js';
import { schemaComplaint } from '../expressions/schema-check.js';
import { httpArguments, innerLists, isAction, openApiArguments, type PlacedTask, tasksOf } from '../uses.js';
import { checkSchedule } from './check-schedule.js';
import { type Findings, isObject } from './findings.js';
import { addressOf, schemasOf } from './schemas.js';

const DIRECTIVES = ['continue', 'exit', 'end'];
const RESERVED = ['context', 'input', 'output', 'secrets', 'authorization', 'task', 'workflow', 'runtime', 'ENV'];

/** What the shape cannot say: references that must exist, names that must be literal, texts that must mean something. */
export function checkMeaning(workflow: Workflow, findings: Findings): void {
  checkSchemas(workflow, findings);
  checkTimeout(workflow.timeout, { path: '', workflow, findings });
  checkSchedule(workflow.schedule, findings);
  checkTargets(workflow.do, '/do', findings);
  for (const placed of tasksOf(workflow)) {
    checkTask(placed, workflow, findings);
    for (const { list, at } of innerLists(placed.task)) checkTargets(list, placed.pointer + at, findings);
    if ('fork' in placed.task) checkBranches(placed.task.fork.branches, `${placed.pointer}/fork/branches`, findings);
  }
}

function checkTask({ task, name, pointer, names }: PlacedTask, workflow: Workflow, findings: Findings): void {
  if (DIRECTIVES.includes(name)) findings.add(pointer, `\`${name}\` is a flow directive and cannot name a task`);
  checkTimeout(task.timeout, { path: pointer, workflow, findings });
  checkOwnWork(task, { path: pointer, findings });
  checkReferences(task, { path: pointer, findings, workflow });
  for (const variable of innerLists(task).flatMap((inner) => inner.names)) {
    checkVariable(variable, { path: pointer, taken: names, findings });
  }
}

function checkOwnWork(task: Task, { path, findings }: Place): void {
  if ('wait' in task) checkDuration(task.wait, `${path}/wait`, findings);
  if ('call' in task) checkCall(task, path, findings);
  if ('switch' in task) checkSwitch(task.switch, path, findings);
  if ('run' in task) checkProcessName(task.run.workflow, `${path}/run/workflow`, findings);
  if ('fork' in task && task.fork.branches.length === 0) findings.add(`${path}/fork/branches`, 'a fork has branches');
  if ('for' in task && (task.for.each ?? 'item') === (task.for.at ?? 'index')) {
    findings.add(`${path}/for`, '`each` and `at` need different names');
  }
}

/** The errors of a filter are written out; what depends on the data is for `when`. */
function checkFilter(filter: Readonly<Record<string, unknown>> | undefined, path: string, findings: Findings): void {
  for (const { text, pointer } of stringsOf(filter, path)) {
    const isComputed = enclosedExpression(text) !== undefined || isHalfExpression(text);
    if (isComputed) findings.add(pointer, 'a filter of errors is written out: say it with `when`');
  }
}

/** Which process is run is known before the run: its uses of tokens are listed. */
function checkProcessName(process: ProcessName, path: string, findings: Findings): void {
  for (const member of ['namespace', 'name', 'version'] as const) {
    const isComputed = enclosedExpression(process[member]) !== undefined;
    if (isComputed) findings.add(`${path}/${member}`, 'the name of a process is written out, never computed');
  }
}

function checkReferences(task: Task, { path, findings, workflow: { use } }: Place & { workflow: Workflow }): void {
  if ('raise' in task && typeof task.raise.error === 'string') {
    checkReference(task.raise.error, { path: `${path}/raise/error`, named: use?.errors, findings });
  }
  if ('try' in task) checkFilter(task.catch.errors?.with, `${path}/catch/errors/with`, findings);
  if ('try' in task && typeof task.catch.retry === 'string') {
    checkReference(task.catch.retry, { path: `${path}/catch/retry`, named: use?.retries, findings });
  }
}

interface Place {
  readonly path: string;
  readonly findings: Findings;
}

function checkVariable(name: string, { path, taken, findings }: Place & { taken: readonly string[] }): void {
  if (!/^[A-Za-z_]\w*$/.test(name) || name.startsWith('__')) findings.add(path, `\`${name}\` cannot name a variable`);
  if (RESERVED.includes(name))
    findings.add(path, `\`$${name}\` is an argument of every expression: choose another name`);
  if (taken.includes(name)) findings.add(path, `\`$${name}\` is already a variable around this task`);
}

function checkReference(name: string, place: Place & { named: Readonly<Record<string, unknown>> | undefined }): void {
  if (!Object.hasOwn(place.named ?? {}, name))
    place.findings.add(place.path, `\`${name}\` is not defined under \`use\``);
}

function checkTimeout(timeout: Task['timeout'], { path, workflow, findings }: Place & { workflow: Workflow }): void {
  if (typeof timeout === 'string') {
    checkReference(timeout, { path: `${path}/timeout`, named: workflow.use?.timeouts, findings });
  } else if (timeout) checkDuration(timeout.after, `${path}/timeout/after`, findings);
}

function checkDuration(duration: unknown, path: string, findings: Findings): void {
  if (typeof duration === 'string' && enclosedExpression(duration) !== undefined) return;
  const ms = durationIn(duration);
  if (ms === undefined) findings.add(path, 'a duration counts weeks, days, hours, minutes and seconds (ISO 8601)');
  else if (ms > LONGEST_DURATION) findings.add(path, 'a duration is not longer than ten years');
}

/** Flow directives lead to tasks of the same list only. */
function checkTargets(list: TaskList, path: string, findings: Findings): void {
  const targets = new Set([...DIRECTIVES, ...list.map((item) => namedTask(item).name)]);
  for (const [index, item] of list.entries()) {
    const { name, task } = namedTask(item);
    const at = `${path}/${index}/${escapePointer(name)}`;
    const cases = 'switch' in task ? task.switch.entries() : [];
    const directives = [...cases].flatMap(([place, one]) =>
      Object.entries(one).map(([key, { then }]) => [`${at}/switch/${place}/${escapePointer(key)}/then`, then] as const),
    );
    for (const [where, target] of [...directives, [`${at}/then`, task.then ?? 'continue'] as const]) {
      if (!targets.has(target)) findings.add(where, `there is no task \`${target}\` in this list`);
    }
  }
}

/** Branches run side by side: none of them leads to another. */
function checkBranches(branches: TaskList, path: string, findings: Findings): void {
  for (const [index, item] of branches.entries()) {
    const { name, task } = namedTask(item);
    if (task.then !== undefined && !DIRECTIVES.includes(task.then))
      findings.add(`${path}/${index}/${escapePointer(name)}/then`, 'a branch of a fork leads to no other branch');
  }
}

function checkSwitch(
  cases: readonly Readonly<Record<string, { when?: string }>>[],
  at: string,
  findings: Findings,
): void {
  const defaults = cases.filter((one) => Object.values(one).some(({ when }) => when === undefined));
  if (defaults.length > 1) findings.add(`${at}/switch`, 'only one case may be without `when`');
}

function checkCall(task: CallTask, pointer: string, findings: Findings): void {
  if (isAction(task.call)) {
    const path = `${pointer}/with/token`;
    if (task.with?.token === undefined)
      findings.add(`${pointer}/with`, 'an action names its access token with `token`');
    else checkTokenName(task.with.token, path, findings);
  }
  if (task.call === 'openapi') {
    checkAuthentication(openApiArguments(task).authentication, `${pointer}/with/authentication`, findings);
  }
  if (task.call === 'http') checkHttp(task, pointer, findings);
}

function checkHttp(task: CallTask, pointer: string, findings: Findings): void {
  const http = httpArguments(task);
  if (typeof http.endpoint === 'object') {
    checkAuthentication(http.endpoint.authentication, `${pointer}/with/endpoint/authentication`, findings);
  }
  if (isObject(http.headers)) {
    for (const header of Object.keys(http.headers)) {
      if (/^(?:proxy-)?authorization$|^cookie$/i.test(header)) {
        findings.add(
          `${pointer}/with/headers/${escapePointer(header)}`,
          'credentials come from an access token: name it with `authentication: { use: NAME }`',
        );
      }
    }
  }
}

/** A name of a token, or what the data says: a password in a definition would be read by all who read it. */
function checkAuthentication(given: Authentication | undefined, path: string, findings: Findings): void {
  if (given === undefined) return;
  if ('use' in given) checkTokenName(given.use, `${path}/use`, findings);
  else if (enclosedExpression(given.basic.password) === undefined) {
    findings.add(`${path}/basic/password`, 'no secret stands in a definition: connect an access token and name it');
  }
}

/** So that every use is known before anyone deletes the token. */
function checkTokenName(name: unknown, path: string, findings: Findings): void {
  const isLiteral = typeof name === 'string' && enclosedExpression(name) === undefined && !isHalfExpression(name);
  if (!isLiteral) findings.add(path, 'the name of an access token is written literally, never computed');
  else if (name.trim() === '') findings.add(path, 'the name of an access token is missing');
}

function checkSchemas(workflow: Workflow, findings: Findings): void {
  for (const { schema, path } of schemasOf(workflow)) {
    const format = 'format' in schema ? String(schema.format) : 'json';
    if (!/^json(?::|$)/.test(format)) findings.add(`${path}/format`, 'only JSON Schema is supported');
    const url = addressOf(schema);
    if (url === undefined) {
      const complaint = schemaComplaint(schema.document);
      if (complaint) findings.add(`${path}/document${complaint.at}`, complaint.reason);
    } else if (/[{}]/.test(url) || !URL.canParse(url) || !/^https?:/i.test(url)) {
      findings.add(`${path}/resource/endpoint`, 'the address of a schema is written out, never computed');
    }
  }
}
