import { TASK_KINDS, type TaskKind } from '../definition.js';
import { escapePointer } from '../expressions/expression.js';
import { isAction } from '../uses.js';
import { type Findings, isObject } from './findings.js';
import { inOlderForm } from './older-form.js';
import {
  CALL_ARGUMENTS,
  CORRELATION,
  checkShape,
  EVENT_FILTER,
  EVENT_STRATEGY,
  REFUSED_CALLS,
  REUSABLE,
  SWITCH_CASE,
  TASK_SHAPES,
  WORKFLOW,
} from './shapes.js';
import { type SchemaQuestion, specificationComplaints } from './spec-schema.js';
import { suggestion } from './words/suggestion.js';

/** Members, kinds of tasks and types: afterwards the value is a `Workflow`. */
export async function checkStructure(value: unknown, findings: Findings): Promise<void> {
  const questions: SchemaQuestion[] = [];
  if (!isObject(value)) {
    findings.add('', 'a definition is an object with `document` and `do`');
    return;
  }
  checkShape(value, { shape: WORKFLOW, path: '', findings });
  checkHead(value, findings);
  checkReusables(value.use, findings);
  const functions = isObject(value.use) && isObject(value.use.functions) ? value.use.functions : {};
  const inquiry = { findings, questions, functions };
  checkFunctions(inquiry);
  if (isObject(value.schedule)) checkStrategy(value.schedule.on, { path: '/schedule/on', findings });
  checkList(value.do, '/do', inquiry);
  questions.push({ typeName: 'Workflow', value: headOf(value), path: '' });
  // Where we found something, the schema would only say the same in other words.
  const open = questions.filter(({ path }) => !findings.has(path));
  for (const { path, reason } of await specificationComplaints(open)) findings.add(path, reason);
}

const NO_HEAD =
  "is missing: a definition begins with `document: { dsl: '1.0.3', namespace: ..., name: ..., version: '1.0.0' }`";

function checkHead({ document, evaluate }: Readonly<Record<string, unknown>>, findings: Findings): void {
  if (document === undefined) findings.add('/document', NO_HEAD);
  const dsl = isObject(document) ? document.dsl : '1.0.0';
  if (typeof dsl !== 'string' || !/^1\.0\.\d+$/.test(dsl)) {
    findings.add('/document/dsl', "the version of the language must be 1.0.x, as a text: '1.0.3'");
  }
  if (!isObject(evaluate)) return;
  if ((evaluate.language ?? 'jq') !== 'jq') findings.add('/evaluate/language', 'only jq is supported');
  if ((evaluate.mode ?? 'strict') !== 'strict') findings.add('/evaluate/mode', 'only strict mode is supported');
}

function checkReusables(use: unknown, findings: Findings): void {
  if (!isObject(use)) return;
  for (const [kind, shape] of Object.entries(REUSABLE)) {
    const named = use[kind];
    if (!isObject(named)) continue;
    for (const [name, value] of Object.entries(named)) {
      checkShape(value, { shape, path: `/use/${kind}/${escapePointer(name)}`, findings });
    }
  }
}

/** A function is a call, of something that is no function itself. */
function checkFunctions(inquiry: Inquiry): void {
  for (const [name, task] of Object.entries(inquiry.functions)) {
    const path = `/use/functions/${escapePointer(name)}`;
    if (!isObject(task) || typeof task.call !== 'string') {
      inquiry.findings.add(path, 'a function is a task with `call`');
    } else if (name === 'http' || name === 'openapi' || isAction(name)) {
      inquiry.findings.add(path, `\`${name}\` means something else already: choose another name`);
    } else if ('then' in task) inquiry.findings.add(`${path}/then`, 'a function leads nowhere: its caller does');
    else checkTask(task, path, { ...inquiry, functions: {} });
  }
}

interface Inquiry {
  readonly functions: Readonly<Record<string, unknown>>;
  readonly findings: Findings;
  /** What the JSON Schema of the specification will be asked. */
  readonly questions: SchemaQuestion[];
}

const ONE_NAME =
  'an item of a task list has one member, the name of its task; what the task does stands below its name, indented further';

function checkList(list: unknown, path: string, inquiry: Inquiry): void {
  const { findings } = inquiry;
  if (!Array.isArray(list)) {
    findings.add(path, 'is a list of tasks: write each as `- name: { ... }`');
    return;
  }
  const names = new Set<string>();
  for (const [index, item] of list.entries()) {
    const [entry, more] = isObject(item) ? Object.entries(item) : [];
    const itemPath = `${path}/${index}`;
    if (!entry || more) findings.add(itemPath, ONE_NAME);
    else {
      const [name, task] = entry;
      const complaint = nameComplaint(name);
      if (complaint) findings.add(itemPath, complaint);
      if (names.has(name)) findings.add(`${itemPath}/${escapePointer(name)}`, `a task named ${name} stands above`);
      names.add(name);
      checkTask(task, `${itemPath}/${escapePointer(name)}`, inquiry);
    }
  }
}

/** It stands in paths, which are stored and shown. */
function nameComplaint(name: string): string | undefined {
  if (name === '') return 'a task has a name';
  return /[\p{Cc}\p{Cs}]/u.test(name) ? 'the name of a task has no control characters' : undefined;
}

function checkTask(task: unknown, path: string, inquiry: Inquiry): void {
  const { findings, questions } = inquiry;
  if (!isObject(task)) {
    findings.add(path, 'a task is an object');
    return;
  }
  const kind = TASK_KINDS.find((key) => key in task);
  if (!kind) {
    findings.add(path, `a task has one of ${TASK_KINDS.join(', ')}`);
    return;
  }
  checkShape(task, { shape: TASK_SHAPES[kind], path, findings });
  checkKind(task, { ...inquiry, kind, path });
  questions.push({ typeName: schemaType(kind, task), value: inOlderForm(withoutInnerLists(task)), path });
}

interface Place {
  readonly path: string;
  readonly findings: Findings;
}

function checkKind(task: Readonly<Record<string, unknown>>, place: Place & Inquiry & { kind: TaskKind }): void {
  const { path, findings } = place;
  if (place.kind === 'call') checkCall(task, place);
  if (place.kind === 'do' || place.kind === 'for') checkList(task.do, `${path}/do`, place);
  if (place.kind === 'fork' && isObject(task.fork)) checkList(task.fork.branches, `${path}/fork/branches`, place);
  if (place.kind === 'listen') checkListen(task, place);
  if (place.kind === 'switch' && Array.isArray(task.switch)) checkCases(task.switch, { path, findings });
  if (place.kind !== 'try') return;
  checkList(task.try, `${path}/try`, place);
  if (isObject(task.catch) && 'do' in task.catch) checkList(task.catch.do, `${path}/catch/do`, place);
}

function checkListen({ listen, foreach }: Readonly<Record<string, unknown>>, place: Place & Inquiry): void {
  if (isObject(listen)) checkStrategy(listen.to, { ...place, path: `${place.path}/listen/to` });
  if (isObject(foreach) && 'do' in foreach) checkList(foreach.do, `${place.path}/foreach/do`, place);
}

function checkStrategy(strategy: unknown, { path, findings }: Place): void {
  if (!isObject(strategy)) return;
  checkShape(strategy, { shape: EVENT_STRATEGY, path, findings });
  const { one, all, any, until } = strategy;
  if ([one, all, any].filter((kind) => kind !== undefined).length !== 1)
    findings.add(path, 'has `one`, `all` or `any`');
  for (const [kind, given] of Object.entries({ one, all, any })) {
    for (const [index, filter] of [given ?? []].flat().entries()) {
      const at = `${path}/${kind}${kind === 'one' ? '' : `/${index}`}`;
      checkShape(filter, { shape: EVENT_FILTER, path: at, findings });
      const correlations = isObject(filter) && isObject(filter.correlate) ? Object.entries(filter.correlate) : [];
      for (const [name, correlation] of correlations) {
        checkShape(correlation, { shape: CORRELATION, path: `${at}/correlate/${escapePointer(name)}`, findings });
      }
    }
  }
  if (until !== undefined) checkUntil(strategy, { path: `${path}/until`, findings });
}

function checkUntil({ any, until }: Readonly<Record<string, unknown>>, { path, findings }: Place): void {
  if (any === undefined) findings.add(path, '`until` goes with `any`');
  if (isObject(until) && until.until !== undefined) {
    findings.add(`${path}/until`, 'what ends the listening has no end of its own');
  }
  checkStrategy(until, { path, findings });
}

function checkCases(cases: readonly unknown[], { path, findings }: Place): void {
  for (const [index, item] of cases.entries()) {
    for (const [name, value] of isObject(item) ? Object.entries(item) : []) {
      checkShape(value, { shape: SWITCH_CASE, path: `${path}/switch/${index}/${escapePointer(name)}`, findings });
    }
  }
}

function checkCall(task: Readonly<Record<string, unknown>>, { path, findings, functions }: Place & Inquiry): void {
  const call = String(task.call);
  const refused = Object.hasOwn(REFUSED_CALLS, call) ? REFUSED_CALLS[call] : undefined;
  const shape = Object.hasOwn(CALL_ARGUMENTS, call) ? CALL_ARGUMENTS[call] : undefined;
  if (refused) findings.add(`${path}/call`, refused);
  else if (shape) checkShape(task.with, { shape, path: `${path}/with`, findings });
  else if (!isAction(call) && !Object.hasOwn(functions, call)) {
    findings.add(`${path}/call`, () => {
      const meant = suggestion(call, [...Object.keys(CALL_ARGUMENTS), ...Object.keys(functions)]);
      return `\`${call}\` is neither http, openapi, a function of \`use\`, nor an action such as dropbox.listFolder${meant}`;
    });
  }
}

/** The definition without its tasks, which are asked about one by one, in the version that the schema knows. */
function headOf(value: Readonly<Record<string, unknown>>): unknown {
  const document = isObject(value.document) ? { ...value.document, dsl: '1.0.0' } : value.document;
  const { evaluate: _evaluate, ...rest } = value;
  return inOlderForm({ ...rest, document, do: Array.isArray(value.do) ? [] : value.do });
}

const CALL_TYPES: Readonly<Record<string, string>> = { http: 'CallHTTP', openapi: 'CallOpenAPI' };

function schemaType(kind: TaskKind, task: Readonly<Record<string, unknown>>): string {
  if (kind === 'call') return CALL_TYPES[String(task.call)] ?? 'CallFunction';
  return `${kind.charAt(0).toUpperCase()}${kind.slice(1)}Task`;
}

/** Inner tasks are checked one by one: so that the complaint is about the task that is wrong. */
function withoutInnerLists(task: Readonly<Record<string, unknown>>): unknown {
  const copy: Record<string, unknown> = { ...task };
  if (Array.isArray(copy.do)) copy.do = [];
  if (Array.isArray(copy.try)) copy.try = [];
  if (isObject(copy.foreach) && Array.isArray(copy.foreach.do)) copy.foreach = { ...copy.foreach, do: [] };
  if (isObject(copy.fork) && Array.isArray(copy.fork.branches)) copy.fork = { ...copy.fork, branches: [] };
  if (isObject(copy.catch) && Array.isArray(copy.catch.do)) copy.catch = { ...copy.catch, do: [] };
  return copy;
}
