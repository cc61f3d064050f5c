import { isDeepStrictEqual } from 'node:util';
import type { EventFilter } from '../definition.js';
import { evaluate, fillTemplate } from '../expressions/evaluate.js';
import { enclosedExpression } from '../expressions/expression.js';
import { WorkflowFault } from '../problem-details.js';
import type { TaskScope } from '../scope.js';
import type { CloudEvent } from './cloud-event.js';
import { patternOf } from './event-pattern.js';

/** What earlier events have said of each correlation. */
export type Correlations = Readonly<Record<string, unknown>>;

/** The only types that can meet one of the filters; undefined when any can. */
export function filterTypes(filters: readonly EventFilter[]): readonly string[] | undefined {
  const types = filters.map(({ with: { type } }) => type);
  const isPlain = (type: unknown): type is string =>
    typeof type === 'string' && enclosedExpression(type) === undefined && patternOf(type) === undefined;
  return types.every(isPlain) ? types : undefined;
}

/**
 * The correlations after an event that meets the filter; undefined when it does not. An expression that cannot be
 * evaluated for an event is not met by it: what comes from outside must not end the run.
 */
export async function meets(
  filter: EventFilter,
  seen: { readonly event: CloudEvent; readonly correlations: Correlations },
  scope: TaskScope,
): Promise<Correlations | undefined> {
  try {
    return await correlationsAfter(filter, seen, scope);
  } catch (error) {
    if (error instanceof WorkflowFault) return undefined;
    throw error;
  }
}

async function correlationsAfter(
  { with: attributes, correlate = {} }: EventFilter,
  { event, correlations }: { readonly event: CloudEvent; readonly correlations: Correlations },
  scope: TaskScope,
): Promise<Correlations | undefined> {
  for (const [name, wanted] of Object.entries(attributes)) {
    if (!(await fits(event[name] ?? null, wanted, scope))) return undefined;
  }
  const known: Record<string, unknown> = { ...correlations };
  for (const [name, { from, expect }] of Object.entries(correlate)) {
    const said = await evaluate(from, event, scope);
    if (said === null || said === undefined) return undefined;
    const expected = expect === undefined ? known[name] : await fillTemplate(expect, scope.input, scope);
    if (expected !== undefined && !isDeepStrictEqual(said, expected)) return undefined;
    known[name] = said;
  }
  return known;
}

/** Equal, or described by a pattern, or by an expression that is true of it or gives it. */
async function fits(value: unknown, wanted: unknown, scope: TaskScope): Promise<boolean> {
  if (typeof wanted !== 'string') return isDeepStrictEqual(value, wanted);
  const expression = enclosedExpression(wanted);
  if (expression !== undefined) {
    const result = await evaluate(expression, value, scope);
    return result === true || (result !== null && isDeepStrictEqual(result, value));
  }
  if (value === wanted) return true;
  const pattern = patternOf(wanted);
  return pattern !== undefined && typeof value === 'string' && (await evaluate(pattern, value, scope)) === true;
}
