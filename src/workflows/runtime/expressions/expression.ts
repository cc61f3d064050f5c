const ENCLOSED = /^\s*\$\{([\s\S]+)\}\s*$/;

/** The jq text of a member that is always an expression, with or without `${ }`. */
export function expressionText(text: string): string {
  return enclosedExpression(text) ?? text;
}

/** The jq text of a whole `${ ... }`; undefined for a literal. */
export function enclosedExpression(text: string): string | undefined {
  return ENCLOSED.exec(text)?.[1]?.trim();
}

/** A literal with `${` inside: neither an expression nor surely meant literally. */
export function isHalfExpression(text: string): boolean {
  return text.includes('${') && enclosedExpression(text) === undefined;
}

/** Every string of a value with its place below it, for templates in which any string may be an expression. */
export function* stringsOf(value: unknown, pointer = ''): Generator<{ text: string; pointer: string }> {
  if (typeof value === 'string') yield { text: value, pointer };
  if (typeof value !== 'object' || value === null) return;
  for (const [key, inner] of Object.entries(value)) yield* stringsOf(inner, `${pointer}/${escapePointer(key)}`);
}

/** Every name of a member of a value that looks like an expression, with its place: names are never evaluated. */
export function* expressionNamesOf(value: unknown, pointer = ''): Generator<{ name: string; pointer: string }> {
  if (typeof value !== 'object' || value === null) return;
  for (const [key, inner] of Object.entries(value)) {
    const at = `${pointer}/${escapePointer(key)}`;
    if (key.includes('${')) yield { name: key, pointer: at };
    yield* expressionNamesOf(inner, at);
  }
}

const literals = new WeakMap<object, boolean>();

/** Whether there is no expression anywhere in a value of a definition; found out once, since definitions never change. */
export function isLiteral(template: unknown): boolean {
  if (typeof template === 'string') return enclosedExpression(template) === undefined;
  if (typeof template !== 'object' || template === null) return true;
  const known = literals.get(template);
  if (known !== undefined) return known;
  const isOne = Object.values(template).every(isLiteral);
  literals.set(template, isOne);
  return isOne;
}

/** RFC 6901. */
export function escapePointer(key: string): string {
  return key.replaceAll('~', '~0').replaceAll('/', '~1');
}
