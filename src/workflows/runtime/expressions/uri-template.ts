const PLACEHOLDER = /\{([^{}]+)\}/g;

/** The specification's part of RFC 6570: `{name}` with a top-level member of the input, percent-encoded. */
export function expandUri(template: string, input: unknown): { readonly uri: string } | { readonly problem: string } {
  let problem: string | undefined;
  const uri = template.replace(PLACEHOLDER, (_whole, name: string) => {
    const value = memberOf(input, name);
    if (value === null || value === undefined) return '';
    if (typeof value === 'object') problem ??= `{${name}} is no text, number or boolean.`;
    return encodeURIComponent(String(value));
  });
  // Percent-encoding keeps no dot from being a step upwards: every reader takes %2E%2E for one.
  if (dotSegments(uri) > dotSegments(template.replace(PLACEHOLDER, 'x'))) {
    problem ??= 'A value leads the path elsewhere: it is `.` or `..`.';
  }
  return problem === undefined ? { uri } : { problem };
}

function dotSegments(uri: string): number {
  const path = uri.replace(/[?#].*$/s, '');
  return path.split(/[/\\]/).filter((segment) => /^(?:\.|%2e){1,2}$/i.test(segment)).length;
}

function memberOf(input: unknown, name: string): unknown {
  if (typeof input !== 'object' || input === null || Array.isArray(input)) return undefined;
  return Object.hasOwn(input, name) ? Reflect.get(input, name) : undefined;
}
