import type { Duration, Transformation } from '../definition.js';
import { fault, faultIn } from '../problem-details.js';
import type { Run, Scope, TaskScope } from '../scope.js';
import { dataComplaint } from './data-size.js';
import { durationIn, LONGEST_DURATION } from './duration.js';
import { expressionText, isLiteral } from './expression.js';
import type { Arguments } from './jq-program.js';
import { violation } from './schema-check.js';

/** Evaluates a member that is always an expression. @throws WorkflowFault expression */
export async function evaluate(expression: string, value: unknown, scope: Scope | TaskScope): Promise<unknown> {
  const { run, pointer } = scope;
  const now = run.port.now();
  const text = expressionText(expression);
  const result = await run.definition.program.evaluate(text, value, { args: argsOf(scope), now });
  if ('problem' in result) throw fault('expression', pointer || '/', withExpression(result.problem, text));
  return result.value;
}

const LONGEST_QUOTE = 120;

/** A task has many expressions. What one says by `error` stays as it is: somebody may compare it. */
function withExpression(problem: string, text: string): string {
  if (/(?<!\$)\berror\b/.test(text)) return problem;
  const quoted = text.length > LONGEST_QUOTE ? `${text.slice(0, LONGEST_QUOTE)} ...` : text;
  return `In \${ ${quoted} }: ${problem}`;
}

/** As jq sees it: everything but false and null. */
export async function isTrue(expression: string, value: unknown, scope: Scope | TaskScope): Promise<boolean> {
  const result = await evaluate(expression, value, scope);
  return result !== false && result !== null;
}

/** As `isTrue` of what came from outside, which must not end the run: a condition that fails on it does not hold. */
export async function isMet(expression: string, value: unknown, scope: Scope | TaskScope): Promise<boolean> {
  try {
    return await isTrue(expression, value, scope);
  } catch (error) {
    faultIn(error);
    return false;
  }
}

/** A value in which each whole `${ }` is replaced by what it evaluates to. @throws WorkflowFault expression, runtime */
export async function fillTemplate(template: unknown, value: unknown, scope: Scope | TaskScope): Promise<unknown> {
  if (isLiteral(template)) return template;
  if (typeof template === 'string') return evaluate(template, value, scope);
  return carried(await filled(template, value, scope), scope.pointer);
}

/** A value that was put together of others. @throws WorkflowFault runtime, when it is more than a run carries */
export function carried<T>(value: T, pointer: string): T {
  const complaint = dataComplaint(value);
  if (complaint) throw fault('runtime', pointer, `The data of the task ${complaint}.`);
  return value;
}

async function filled(template: unknown, value: unknown, scope: Scope | TaskScope): Promise<unknown> {
  if (isLiteral(template)) return template;
  if (typeof template === 'string') return evaluate(template, value, scope);
  if (Array.isArray(template)) return Promise.all(template.map((part) => filled(part, value, scope)));
  if (typeof template !== 'object' || template === null) return template;
  const entries = Object.entries(template).map(async ([key, part]) => [key, await filled(part, value, scope)] as const);
  return Object.fromEntries(await Promise.all(entries));
}

/** `input.from`, `output.as`, `export.as`: an expression, or an object with expressions in it. */
export function transform(
  transformation: Transformation | undefined,
  value: unknown,
  scope: Scope | TaskScope,
): unknown {
  if (transformation === undefined) return value;
  if (typeof transformation === 'string') return evaluate(transformation, value, scope);
  return fillTemplate(transformation, value, scope);
}

/** Milliseconds of a duration that may be an expression. @throws WorkflowFault expression */
export async function evaluateDuration(duration: Duration, value: unknown, scope: Scope | TaskScope): Promise<number> {
  const ms = durationIn(await fillTemplate(duration, value, scope));
  if (ms === undefined)
    throw fault(
      'expression',
      scope.pointer,
      'The expression gave no duration: neither a text such as "PT5M" nor parts such as {"minutes": 5}.',
    );
  if (ms > LONGEST_DURATION) throw fault('expression', scope.pointer, 'The duration is longer than ten years.');
  return ms;
}

/** @throws WorkflowFault validation */
export function checkSchema(
  holder: { readonly schema?: { readonly document: unknown } } | undefined,
  value: unknown,
  place: { readonly pointer: string; readonly what: string },
): void {
  if (!holder?.schema) return;
  const broken = violation(holder.schema.document, value);
  if (broken) throw fault('validation', place.pointer, `The ${place.what} does not match its schema: ${broken}.`);
}

/** Arguments are computed only when an expression mentions them. */
function argsOf(scope: Scope | TaskScope): Arguments {
  const { run } = scope;
  const variables = Object.entries(scope.variables).map(([name, value]) => [name, () => value] as const);
  return {
    ...Object.fromEntries(variables),
    context: () => run.context,
    workflow: () => workflowDescriptor(run),
    runtime: () => ({ name: 'latchkey', version: run.runtimeVersion, metadata: {} }),
    ...('taskName' in scope ? taskArgs(scope) : {}),
  };
}

function taskArgs(scope: TaskScope): Arguments {
  return { task: () => taskDescriptor(scope), input: () => scope.input, output: () => scope.output };
}

function workflowDescriptor({ port, definition, rawInput, startedAt }: Run): unknown {
  return { id: port.runId, definition: definition.workflow, input: rawInput, startedAt: instant(startedAt) };
}

function taskDescriptor({ taskName, pointer, definition, rawInput, rawOutput, startedAt }: TaskScope): unknown {
  const known = { name: taskName, reference: pointer, definition, input: rawInput, startedAt: instant(startedAt) };
  return rawOutput === undefined ? known : { ...known, output: rawOutput };
}

function instant(at: Date): unknown {
  const milliseconds = at.getTime();
  return { iso8601: at.toISOString(), epoch: { seconds: Math.floor(milliseconds / 1_000), milliseconds } };
}
