/** The specification's part of RFC 6570: `{name}` with a top-level member of the input, percent-encoded. */
export function expandUri(template: string, input: unknown): { readonly uri: string } | { readonly problem: string } {
  let problem: string | undefined;
  const uri = template.replace(/\{([^{}]+)\}/g, (_whole, name: string) => {
    const value = memberOf(input, name);
    if (value === null || value === undefined) return '';
    if (typeof value === 'object') problem ??= `{${name}} is no text, number or boolean.`;
    return encodeURIComponent(String(value));
  });
  return problem === undefined ? { uri } : { problem };
}

function memberOf(input: unknown, name: string): unknown {
  if (typeof input !== 'object' || input === null || Array.isArray(input)) return undefined;
  return Object.hasOwn(input, name) ? Reflect.get(input, name) : undefined;
}
