/** A complaint as the validator of the specification's schema has it. */
export interface RawComplaint {
  readonly pointer: string;
  /** The validator's own words, such as `must be object`. */
  readonly text: string;
  /** Its parameters as JSON. */
  readonly parameters: string;
}

const DURATION = 'is a duration: a text such as `PT5M`, or parts such as `{ minutes: 5 }`';
const DURATIONS = new Set(['wait', 'delay', 'duration', 'every', 'after', 'jitter/from', 'jitter/to']);
const EXPRESSION = 'is an expression, such as `${ .paid }`: a text';

/** What is wanted at a member that newcomers get wrong, by the end of its pointer. */
const WANTED: ReadonlyMap<string, string> = new Map([
  ...[...DURATIONS].map((key) => [key, DURATION] as const),
  ...['if', 'while', 'when', 'exceptWhen', 'until', 'for/in', 'input/from'].map((key) => [key, EXPRESSION] as const),
  ['for', "is an object, such as `{ each: item, in: '${ .items }' }`"],
  ['switch', 'is a list of cases: write each as `- name: { when: ..., then: ... }`'],
  ['endpoint', 'is a whole address, such as `https://api.example.com/orders/{id}`, or an expression that gives one'],
  ['uri', 'is a whole address, such as `https://api.example.com/orders/{id}`, or an expression that gives one'],
  ['authentication', 'is an object: `{ use: NAME }` names an access token'],
  ['document/name', 'has letters, digits and hyphens, 63 at most'],
  ['document/namespace', 'has letters, digits and hyphens, 63 at most'],
  ['document/version', "is a version of three numbers as a text, such as '1.0.0'"],
  [
    'with/source',
    'is an address that says where events come from, such as `https://example.com/orders`, or an expression',
  ],
  ['with/time', 'is a time, such as `2026-11-20T08:00:00Z`, or an expression that gives one'],
  ['error/type', 'is an address that names the kind of error, such as `https://example.com/errors/late`'],
]);

const TYPES: Readonly<Record<string, string>> = {
  object: 'is an object with named members',
  array: 'is a list',
  string: 'is a text; a number or `true` that is meant as one stands in quotes',
  integer: 'is a whole number',
  number: 'is a number',
  boolean: 'is `true` or `false`',
};

/** A complaint of the schema in words for who writes the definition; what has none keeps those of the schema. */
export function inWords(complaint: RawComplaint): string {
  const { text, parameters } = complaint;
  const own = formWords(complaint) ?? factWords(text, parametersIn(parameters));
  return own ?? `${text} (JSON Schema of the specification)${parameters === '{}' ? '' : ` ${parameters}`}`;
}

/** What stands at such a place at all. */
function formWords({ pointer, text, parameters }: RawComplaint): string | undefined {
  if (pointer.endsWith('/backoff')) return 'has one of `constant`, `linear` and `exponential`';
  const isAboutForm = /^must match (?:pattern|format)/.test(text) || 'type' in parametersIn(parameters);
  const segments = pointer.split('/');
  return isAboutForm ? (WANTED.get(segments.slice(-2).join('/')) ?? WANTED.get(segments.at(-1) ?? '')) : undefined;
}

function factWords(
  text: string,
  { missingProperty, type, limit, allowedValues }: Readonly<Record<string, unknown>>,
): string | undefined {
  if (typeof missingProperty === 'string') return `\`${missingProperty}\` is missing`;
  if (typeof type === 'string') return TYPES[type];
  if (Array.isArray(allowedValues))
    return `is one of ${allowedValues.map((value) => `\`${String(value)}\``).join(', ')}`;
  if (limit !== 1) return undefined;
  if (text.includes('fewer than 1 prop')) return 'has at least one member';
  return text.includes('more than 1 prop') ? 'has one member: its name, with what belongs to it below' : undefined;
}

function parametersIn(json: string): Readonly<Record<string, unknown>> {
  try {
    return JSON.parse(json) as Readonly<Record<string, unknown>>;
  } catch {
    return {};
  }
}
