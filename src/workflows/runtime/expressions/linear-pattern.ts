import type { RegExpEngine } from 'ajv/dist/types/index.js';
import { RE2JS } from 're2js';

const MOST_CHARACTERS = 400;
/** Instructions of all patterns of one schema. */
const MOST_INSTRUCTIONS = 10_000;
/** Instructions times characters in one validation: about two seconds when all goes against us. */
const MOST_WORK = 30_000_000;

/** White space and line ends as ECMAScript has them; RE2 knows those of ASCII only. */
const SPACE = '\\t-\\r \\x{a0}\\x{1680}\\x{2000}-\\x{200a}\\x{2028}\\x{2029}\\x{202f}\\x{205f}\\x{3000}\\x{feff}';
const NO_SPACE =
  '\\x00-\\x08\\x0e-\\x1f!-\\x{9f}\\x{a1}-\\x{167f}\\x{1681}-\\x{1fff}\\x{200b}-\\x{2027}\\x{202a}-\\x{202e}' +
  '\\x{2030}-\\x{205e}\\x{2060}-\\x{2fff}\\x{3001}-\\x{fefe}\\x{ff00}-\\x{10ffff}';

/** A pattern that is not run. */
export class PatternRefused extends Error {
  constructor(
    readonly source: string,
    reason: string,
  ) {
    super(reason);
  }
}

/** A text that is too long for the patterns it is tried by. */
export class PatternOverrun extends Error {
  constructor() {
    super('is too long for the patterns of its schema');
  }
}

/**
 * The regular expressions of one JSON Schema, on RE2: time grows with the text and never exponentially, since whoever
 * writes a schema would else stop the server for everybody. Texts mean what ECMAScript's `u` says.
 */
export class LinearPatterns {
  #instructions = 0;
  #work = 0;

  /** For Ajv, which keeps patterns apart by `toString`; `code` matters to validators written to files only. */
  readonly engine: RegExpEngine = Object.assign((source: string) => this.#compile(source), { code: 'linearPattern' });

  /** Before each validation. */
  startOver(): void {
    this.#work = 0;
  }

  /** @throws PatternRefused */
  #compile(source: string) {
    const program = programOf(source);
    const size = program.programSize();
    this.#instructions += size;
    if (this.#instructions > MOST_INSTRUCTIONS) {
      throw new PatternRefused(source, 'the patterns of this schema repeat too much: use `maxLength` for long texts');
    }
    return { test: (text: string) => this.#test(program, text), toString: () => source };
  }

  #test(program: RE2JS, text: string): boolean {
    this.#work += program.programSize() * text.length;
    if (this.#work > MOST_WORK) throw new PatternOverrun();
    return program.test(text);
  }
}

function programOf(source: string): RE2JS {
  if (source.length > MOST_CHARACTERS) {
    throw new PatternRefused(source, `a pattern has at most ${MOST_CHARACTERS} characters`);
  }
  try {
    // Only reads it: what RE2 alone would take is no pattern of JSON Schema.
    new RegExp(source, 'u');
    return RE2JS.compile(RE2JS.translateRegExp(inRe2(source)));
  } catch (error) {
    const why = error instanceof Error ? error.message : 'unreadable';
    throw new PatternRefused(
      source,
      `this pattern cannot be used (${why}): look-around, back-references and counts over 1000 are not supported`,
    );
  }
}

/** What both languages write alike and mean differently, outside a set of characters and in one. */
const OUTSIDE: ReadonlyMap<string, string> = new Map([
  ['\\s', `[${SPACE}]`],
  ['\\S', `[${NO_SPACE}]`],
  ['.', '[^\\n\\r\\x{2028}\\x{2029}]'],
]);
const IN_SET: ReadonlyMap<string, string> = new Map([
  ['\\s', SPACE],
  ['\\S', NO_SPACE],
  ['\\b', '\\x08'],
  ['[', '\\['],
]);

function inRe2(source: string): string {
  let isInSet = false;
  return source.replace(/\\u[dD][89abAB]..\\u[dD][c-fC-F]..|\\.|[[\].]/gsu, (token) => {
    if (token.length > 2) return `\\u{${codePointOf(token).toString(16)}}`;
    if (token === '\\k') throw new SyntaxError('back-reference');
    const written = (isInSet ? IN_SET : OUTSIDE).get(token) ?? token;
    if (token === '[' || token === ']') isInSet = token === '[';
    return written;
  });
}

/** Of a pair of surrogates, each as `\uXXXX`. */
function codePointOf(pair: string): number {
  const [high = 0, low = 0] = [pair.slice(2, 6), pair.slice(8, 12)].map((hex) => Number.parseInt(hex, 16));
  return String.fromCharCode(high, low).codePointAt(0) ?? 0;
}
