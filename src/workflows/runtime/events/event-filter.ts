import { isDeepStrictEqual } from 'node:util';
import type { EventFilter } from '../definition.js';
import { enclosedExpression } from '../expressions/expression.js';
import { WorkflowFault } from '../problem-details.js';
import type { CloudEvent } from './cloud-event.js';
import { patternOf } from './event-pattern.js';

/** What earlier events have said of each correlation. */
export type Correlations = Readonly<Record<string, unknown>>;

/** What an event that meets a filter says of its correlations; `isExpected`: held against what the filter expects. */
export type Claims = Readonly<Record<string, { readonly value: unknown; readonly isExpected: boolean }>>;

/** Evaluates the expressions of filters. */
export interface FilterLanguage {
  /** What an expectation sees. */
  readonly input?: unknown;
  /** @throws WorkflowFault */
  evaluate(expression: string, value: unknown): Promise<unknown>;
}

/** The only types that can meet one of the filters; undefined when any can. */
export function filterTypes(filters: readonly EventFilter[]): readonly string[] | undefined {
  const types = filters.map(({ with: { type } }) => type);
  const isPlain = (type: unknown): type is string =>
    typeof type === 'string' && enclosedExpression(type) === undefined && patternOf(type) === undefined;
  return types.every(isPlain) ? types : undefined;
}

/**
 * What an event says to a filter that it meets as such; undefined when it does not. An expression that cannot be
 * evaluated for an event is not met by it: what comes from outside must not end the run.
 */
export async function claimsOf(
  filter: EventFilter,
  event: CloudEvent,
  language: FilterLanguage,
): Promise<Claims | undefined> {
  try {
    return await claims(filter, event, language);
  } catch (error) {
    if (error instanceof WorkflowFault) return undefined;
    throw error;
  }
}

/** The correlations with these claims; undefined when an earlier event has said something else. */
export function correlated(claims: Claims | undefined, correlations: Correlations): Correlations | undefined {
  if (!claims) return undefined;
  const known: Record<string, unknown> = { ...correlations };
  for (const [name, { value, isExpected }] of Object.entries(claims)) {
    const earlier = Object.hasOwn(known, name) ? known[name] : undefined;
    if (!isExpected && earlier !== undefined && !isDeepStrictEqual(value, earlier)) return undefined;
    known[name] = value;
  }
  return known;
}

async function claims(
  { with: attributes, correlate = {} }: EventFilter,
  event: CloudEvent,
  language: FilterLanguage,
): Promise<Claims | undefined> {
  for (const [name, wanted] of Object.entries(attributes)) {
    if (!(await fits(event[name] ?? null, wanted, language))) return undefined;
  }
  const said: Record<string, Claims[string]> = {};
  for (const [name, { from, expect }] of Object.entries(correlate)) {
    const value = await language.evaluate(from, event);
    if (value === null || value === undefined) return undefined;
    const isExpected = expect !== undefined;
    if (isExpected && !isDeepStrictEqual(value, await expected(expect, language))) return undefined;
    said[name] = { value, isExpected };
  }
  return said;
}

async function expected(expect: string, language: FilterLanguage): Promise<unknown> {
  return enclosedExpression(expect) === undefined ? expect : language.evaluate(expect, language.input ?? null);
}

/** Equal, or described by a pattern, or by an expression that is true of it or gives it. */
async function fits(value: unknown, wanted: unknown, language: FilterLanguage): Promise<boolean> {
  if (typeof wanted !== 'string') return isDeepStrictEqual(value, wanted);
  const expression = enclosedExpression(wanted);
  if (expression !== undefined) {
    const result = await language.evaluate(expression, value);
    return result === true || (result !== null && isDeepStrictEqual(result, value));
  }
  if (value === wanted) return true;
  const pattern = patternOf(wanted);
  return pattern !== undefined && typeof value === 'string' && (await language.evaluate(pattern, value)) === true;
}
