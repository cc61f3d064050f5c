import { enclosedExpression } from '../expressions/expression.js';
import { isObject } from './findings.js';

const DURATIONS = new Set(['wait', 'after', 'delay', 'duration', 'from', 'to']);
const TEMPLATES = new Set(['body']);

/**
 * A value as version 1.0.0 of the language would have it: the published SDK brings the JSON Schema of that version.
 * Later ones only allow an expression where a duration, a set of headers or query parameters, or the data of `set`
 * had to be literal; those become some literal here. What they contain is checked by us.
 */
export function inOlderForm(value: unknown, key = ''): unknown {
  if (typeof value === 'string' && enclosedExpression(value) !== undefined) {
    if (DURATIONS.has(key)) return 'PT1S';
    if (key === 'headers' || key === 'query') return {};
    return key === 'set' ? { data: value } : value;
  }
  if (!isObject(value) || TEMPLATES.has(key) || key === 'set') return value;
  const entries = Object.entries(value).map(([name, inner]) => [name, inOlderForm(inner, placeOf(key, name))]);
  return Object.fromEntries(entries);
}

/** `input.from` is an expression; `jitter.from` is a duration. */
function placeOf(parent: string, name: string): string {
  return (name === 'from' || name === 'to') && parent !== 'jitter' ? `${parent}.${name}` : name;
}
