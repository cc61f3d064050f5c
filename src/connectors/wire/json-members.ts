import { parseExactly } from '../../kernel/exact-json.js';

/** What a vendor's body says; undefined when it is no JSON. */
export function parseJson(text: string): unknown {
  try {
    return parseExactly(text);
  } catch {
    return undefined;
  }
}

/** The member at a path of names and indexes; own members only. */
export function memberAt(value: unknown, path: readonly (string | number)[]): unknown {
  let found = value;
  for (const step of path) {
    if (typeof found !== 'object' || found === null || !Object.hasOwn(found, step)) return undefined;
    found = Reflect.get(found, step);
  }
  return found;
}

export function textMember(value: unknown, name: string): string | undefined {
  const found = memberAt(value, [name]);
  return typeof found === 'string' && found !== '' ? found : undefined;
}

export function isJsonObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
