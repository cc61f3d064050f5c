/** `.a.b[0]` or `$context.x`: where to start, and the steps from there. */
export interface PlainPath {
  /** Undefined: the value itself (`.`); else the name of an argument. */
  readonly root: string | undefined;
  readonly steps: readonly (string | number)[];
}

const ROOT = /^\s*(?:\$([A-Za-z_]\w*)|\.(?![.\d]))/;
const STEP = /^(?:\.?([A-Za-z_]\w*)|\.?\[(-?\d{1,9})\]|\.?\["([^"\\]*)"\])/;

/** Recognizes the expressions that need no jq. Undefined: ask jq. */
export function plainPath(expression: string): PlainPath | undefined {
  const start = ROOT.exec(expression);
  if (!start || start[1]?.startsWith('__')) return undefined;
  let rest = expression.slice(start[0].length).trimEnd();
  const steps: (string | number)[] = [];
  // After `.` the first name needs no further dot; after a name or `$argument` it does.
  let needsDot = start[1] !== undefined;
  while (rest !== '') {
    const step = STEP.exec(rest);
    if (!step) return undefined;
    const [whole, name, index, key] = step;
    const hasDot = whole.startsWith('.');
    if (name !== undefined && hasDot !== needsDot) return undefined;
    if (name === undefined && hasDot) return undefined;
    steps.push(name ?? key ?? Number(index));
    rest = rest.slice(whole.length);
    needsDot = true;
  }
  return { root: start[1], steps };
}

/** Where a path leads; undefined when jq must say what is wrong with it. */
export function follow(path: PlainPath, start: unknown): unknown {
  let value = start;
  for (const step of path.steps) {
    if (value === null) continue;
    value = typeof step === 'string' ? member(value, step) : element(value, step);
    if (value === undefined) return undefined;
  }
  return value;
}

function member(value: unknown, key: string): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
  return Object.hasOwn(value, key) ? (value as Readonly<Record<string, unknown>>)[key] : null;
}

function element(value: unknown, index: number): unknown {
  return Array.isArray(value) ? (value.at(index) ?? null) : undefined;
}
