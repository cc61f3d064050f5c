import { namedTask, type ProcessName, type Task, type TaskList, type Workflow } from '../definition.js';
import { durationIn, isNegative, LONGEST_DURATION } from '../expressions/duration.js';
import { enclosedExpression, escapePointer, isHalfExpression, stringsOf } from '../expressions/expression.js';
import { schemaComplaint } from '../expressions/schema-check.js';
import { innerLists, type PlacedTask, tasksOf } from '../uses.js';
import { checkCall, checkEvent } from './check-calls.js';
import { checkSchedule } from './check-schedule.js';
import type { Findings } from './findings.js';
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
  if ('emit' in task) checkEvent(task.emit.event.with, `${path}/emit/event/with`, findings);
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
  if (typeof timeout === 'string' && durationIn(timeout) !== undefined) {
    findings.add(
      `${path}/timeout`,
      `a time limit is written as \`{ after: ${timeout} }\`; a text names one of \`use.timeouts\``,
    );
  } else if (typeof timeout === 'string') {
    checkReference(timeout, { path: `${path}/timeout`, named: workflow.use?.timeouts, findings });
  } else if (timeout) checkDuration(timeout.after, `${path}/timeout/after`, findings);
}

function checkDuration(duration: unknown, path: string, findings: Findings): void {
  if (typeof duration === 'string' && enclosedExpression(duration) !== undefined) return;
  const ms = durationIn(duration);
  if (ms === undefined) findings.add(path, 'a duration counts weeks, days, hours, minutes and seconds (ISO 8601)');
  else if (ms > LONGEST_DURATION) findings.add(path, 'a duration is not longer than ten years');
  else if (isNegative(duration)) findings.add(path, 'a duration is not negative');
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

function checkSchemas(workflow: Workflow, findings: Findings): void {
  for (const { schema, path } of schemasOf(workflow)) {
    const format = 'format' in schema ? String(schema.format) : 'json';
    if (!/^json(?::|$)/.test(format)) findings.add(`${path}/format`, 'only JSON Schema is supported');
    const url = addressOf(schema);
    if (url === undefined) {
      checkNotComputed(schema.document, `${path}/document`, findings);
      const complaint = schemaComplaint(schema.document);
      if (complaint) findings.add(`${path}/document${complaint.at}`, complaint.reason);
    } else if (/[{}]/.test(url) || !URL.canParse(url) || !/^https?:/i.test(url)) {
      findings.add(`${path}/resource/endpoint`, 'the address of a schema is written out, never computed');
    }
  }
}

/** A schema stands for every run: nothing in it is evaluated. */
function checkNotComputed(document: unknown, path: string, findings: Findings): void {
  for (const { text, pointer } of stringsOf(document, path)) {
    if (enclosedExpression(text) !== undefined) findings.add(pointer, 'no expression is evaluated in a schema');
  }
}
