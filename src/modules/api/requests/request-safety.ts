import { forbiddenMember, tooDeep, tooManyValues, unsafeText } from '../api.errors.js';
import { MAX_JSON_DEPTH, MAX_JSON_VALUES } from './limits.js';

interface Place {
  readonly value: unknown;
  readonly path: string;
  readonly depth: number;
}

/**
 * Refuses what no door can use and what harms the rooms behind: text with NUL characters (PostgreSQL cannot store
 * it), lone surrogates (they change when they are stored, and so would break a seal), members that could become a
 * prototype, deep nesting, and values without number. It walks without recursion. @throws invalid-request
 */
export function checkSafe(name: string, value: unknown): void {
  const waiting: Place[] = [{ value, path: name, depth: 0 }];
  let values = 0;
  for (let place = waiting.pop(); place !== undefined; place = waiting.pop()) {
    if (typeof place.value === 'string') checkText(place.value, place.path);
    if (!isContainer(place.value)) continue;
    const keys = Object.keys(place.value);
    values += keys.length;
    if (values > MAX_JSON_VALUES) throw tooManyValues();
    for (const key of keys) waiting.push(inside(place, place.value, key));
  }
}

function inside({ path, depth }: Place, value: object, key: string): Place {
  if (depth >= MAX_JSON_DEPTH) throw tooDeep();
  if (key === '__proto__') throw forbiddenMember(path);
  checkText(key, path);
  return { value: Reflect.get(value, key), path: `${path}.${key}`.slice(0, 200), depth: depth + 1 };
}

function checkText(text: string, path: string): void {
  if (text.includes('\0') || !isWellFormed(text)) throw unsafeText(path);
}

function isWellFormed(text: string): boolean {
  return !/\p{Surrogate}/u.test(text);
}

/** Plain JSON only: a stream or a buffer is not text. */
function isContainer(value: unknown): value is object {
  if (typeof value !== 'object' || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return Array.isArray(value) || prototype === Object.prototype || prototype === null;
}
