/** Languages of texts in which `:name` may stand for a value, as bind variables do. */
export type BindLanguage = 'soql' | 'suiteql' | 'odata' | 'drive' | 'path';

/** A value on its way into a text: always written as one literal, whatever stands in it. */
export type BoundValue =
  | { readonly type: 'text' | 'date'; readonly value: string }
  | { readonly type: 'number'; readonly value: number }
  | { readonly type: 'boolean'; readonly value: boolean }
  | { readonly type: 'texts'; readonly value: readonly string[] };

interface Grammar {
  /** What is passed over whole: quoted texts, and comments where there are any. */
  readonly opaque: string;
  /** What must stand before the colon of a name. */
  readonly before: string;
  text(value: string): string;
  boolean(value: boolean): string;
  date(value: string): string;
  /** Absent where the language knows no lists. */
  readonly texts?: (literals: readonly string[]) => string;
  /** What a text is between the quotes, beside a `%`; absent where the language knows no LIKE. */
  readonly like?: (value: string) => string;
}

const NAME = '[A-Za-z_][A-Za-z0-9_]*';
const NO_WORD_BEFORE = '(?<![A-Za-z0-9_:])';

const backslashed = (value: string): string => `'${value.replace(/[\\']/g, '\\$&')}'`;
const doubled = (value: string): string => `'${value.replaceAll("'", "''")}'`;
const listed = (literals: readonly string[]): string => `(${literals.join(', ')})`;

const GRAMMARS: Readonly<Record<BindLanguage, Grammar>> = {
  // developer.salesforce.com/docs/atlas.en-us.soql_sosl.meta/soql_sosl/sforce_api_calls_soql_select_quotedstringescapes.htm
  soql: {
    opaque: `'(?:[^'\\\\]|\\\\[^])*'`,
    before: NO_WORD_BEFORE,
    text: backslashed,
    boolean: String,
    date: (value) => value,
    texts: listed,
    like: (value) => value.replace(/[\\'%_]/g, '\\$&'),
  },
  // Oracle's rules: a quote is doubled, and nothing else is special.
  suiteql: {
    opaque: `'(?:[^']|'')*'|"[^"]*"|--[^\\n]*|/\\*[^]*?(?:\\*/|$)`,
    before: NO_WORD_BEFORE,
    text: doubled,
    boolean: (value) => (value ? "'T'" : "'F'"),
    date: (value) => `TO_DATE('${value}', 'YYYY-MM-DD')`,
    texts: listed,
    like: (value) => value.replaceAll("'", "''"),
  },
  odata: {
    opaque: `'(?:[^']|'')*'`,
    before: NO_WORD_BEFORE,
    text: doubled,
    boolean: String,
    date: doubled,
    texts: listed,
  },
  drive: {
    opaque: `'(?:[^'\\\\]|\\\\[^])*'`,
    before: NO_WORD_BEFORE,
    text: backslashed,
    boolean: String,
    date: backslashed,
  },
  // Only where a part begins: `/v1/jobs/7:cancel` names nothing.
  path: {
    opaque: '(?!)',
    before: '(?<=^|[/=&?,])',
    text: encodeURIComponent,
    boolean: String,
    date: encodeURIComponent,
  },
};

/** The names in a text, and whether a quote in it never ends, so that nobody can tell what is a name. */
export function namesIn(language: BindLanguage, text: string): { names: readonly string[]; isBroken: boolean } {
  const parts = [...text.matchAll(partsOf(language))];
  const names = parts.flatMap(({ groups }) => groups?.name ?? []);
  return { names: [...new Set(names)], isBroken: parts.some(({ groups }) => groups?.stray !== undefined) };
}

/** Why a value cannot stand in a text of this language; undefined when it can. */
export function bindRefusal(language: BindLanguage, { type, value }: BoundValue): string | undefined {
  const texts = [value].flat().filter((one) => typeof one === 'string');
  if (texts.some((text) => /\p{Cc}/u.test(text))) return 'must have no control characters';
  if (type === 'texts' && texts.length === 0) return 'must not be empty';
  if (language === 'path' && texts.some((text) => ['', '.', '..'].includes(text))) return 'must be a part of a path';
  return undefined;
}

/** Whether values of this type can stand in texts of this language. */
export function bindsType(language: BindLanguage, type: BoundValue['type']): boolean {
  return type !== 'texts' || GRAMMARS[language].texts !== undefined;
}

/** The text with a literal in the place of each name; a `%` that touches a name goes into the literal. */
export function bindInto(language: BindLanguage, text: string, values: ReadonlyMap<string, BoundValue>): string {
  return text.replace(partsOf(language), (whole, ...rest) => {
    const { name, head = '', tail = '' } = rest.at(-1) as Readonly<Record<string, string | undefined>>;
    const bound = name === undefined ? undefined : values.get(name);
    return bound === undefined ? whole : literalOf(GRAMMARS[language], bound, { head, tail });
  });
}

function literalOf(grammar: Grammar, bound: BoundValue, { head, tail }: { head: string; tail: string }): string {
  switch (bound.type) {
    case 'text': {
      // What is typed in stands for itself where the language lets it: only the designer's own `%` is a wildcard.
      const inside = head + tail === '' ? undefined : grammar.like?.(bound.value);
      return inside === undefined ? grammar.text(bound.value) : `'${head}${inside}${tail}'`;
    }
    case 'texts':
      return grammar.texts?.(bound.value.map(grammar.text)) ?? '';
    case 'number':
      // Beside a number it is the sign of the remainder.
      return `${head}${bound.value}${tail}`;
    case 'boolean':
      return grammar.boolean(bound.value);
    case 'date':
      return grammar.date(bound.value);
  }
}

function partsOf(language: BindLanguage): RegExp {
  const { opaque, before, like } = GRAMMARS[language];
  const wildcard = like === undefined ? '' : '%?';
  const name = `(?<head>${wildcard})${before}:(?<name>${NAME})(?<tail>${wildcard})`;
  return new RegExp(`${opaque}|${name}|(?<stray>${language === 'path' ? '(?!)' : "'"})`, 'g');
}
