import type { JqPool } from './jq-pool.js';
import { follow, type PlainPath, plainPath } from './plain-path.js';

/** Values of the arguments of an expression, without the `$`; computed only when the expression mentions them. */
export type Arguments = Readonly<Record<string, () => unknown>>;

export type Evaluation = { readonly value: unknown } | { readonly problem: string };

interface Entry {
  readonly index: number;
  readonly path: PlainPath | undefined;
  readonly mentioned: readonly string[];
}

const CLOSED_FILTERS = [
  ...['input', 'inputs', 'debug', 'stderr', 'input_filename', 'input_line_number', 'halt', 'halt_error'],
  ...['get_search_list', 'modulemeta'],
];

/**
 * What reaches outside, or differs between machines and replays, is closed: other inputs, files, the environment,
 * stopping jq, the machine's time zone. `now` is the time of the run, which is the same in a replay.
 */
const PRELUDE = [
  '{} as $ENV |',
  ...CLOSED_FILTERS.map((name) => `def ${name}: error("${name} is not available in an expression");`),
  'def debug(f): debug; def halt_error(f): halt_error; def env: {};',
  'def localtime: gmtime; def strflocaltime(f): strftime(f); def now: $__now;',
].join(' ');

const LESS = 'Let it look at less data at a time, or divide the work among several tasks.';

/** jq takes functions up to 64 KiB of its code, and conditions that are not nested too deep. */
const MOST_IN_GROUP = 50;
const LONGEST_GROUP = 4_000;

/**
 * All expressions of one definition as one jq program: the input `[index, value, arguments, now]` selects one. So a
 * definition is compiled once, however many of its expressions are evaluated.
 */
export class JqProgram {
  readonly #entries = new Map<string, Entry>();
  readonly #text: string;
  readonly #pool: JqPool;

  constructor(expressions: Iterable<string>, pool: JqPool) {
    this.#pool = pool;
    for (const expression of expressions) {
      if (this.#entries.has(expression)) continue;
      const mentioned = [...new Set([...expression.matchAll(/\$([A-Za-z_]\w*)/g)].map((match) => match[1] ?? ''))];
      this.#entries.set(expression, {
        index: this.#entries.size,
        path: plainPath(expression),
        mentioned: mentioned.filter((name) => !name.startsWith('__') && name !== 'ENV'),
      });
    }
    this.#text = this.#programText();
  }

  /** No output is null, one is itself, several are an array. */
  async evaluate(expression: string, value: unknown, scope: { args: Arguments; now: Date }): Promise<Evaluation> {
    const entry = this.#entries.get(expression);
    if (!entry) return { problem: 'The expression is not part of the definition.' };
    const direct = entry.path && this.#direct(entry.path, value, scope.args);
    if (direct !== undefined) return { value: direct };
    const args = Object.fromEntries(entry.mentioned.map((name) => [name, scope.args[name]?.() ?? null]));
    const input = JSON.stringify([entry.index, value, args, scope.now.getTime() / 1000]);
    const reply = await this.#pool.evaluate(this.#text, input);
    if (reply.kind === 'line') return resultOf(reply.text);
    // Ended: the thread was lost, for this input or this expression is too much.
    return { problem: reply.kind === 'ended' ? `${plainWords(reply.text)} ${LESS}` : plainWords(reply.text) };
  }

  #direct(path: PlainPath, value: unknown, args: Arguments): unknown {
    const root = path.root === undefined ? value : args[path.root]?.();
    return root === undefined ? undefined : follow(path, root);
  }

  /** Why all of it together does not compile; undefined when it does. */
  async complaint(): Promise<string | undefined> {
    const complaint = await this.#pool.complaintAbout(this.#text);
    return complaint === '' ? undefined : plainWords(complaint);
  }

  #programText(): string {
    const groups = this.#groups();
    const filters = groups.map(({ branches }, place) => `def __group${place}: ${branches.join(' el')} else empty end;`);
    const chosen = groups.map(({ end }, place) => `if .[0] < ${end} then __group${place}`);
    const choice = chosen.length === 0 ? 'empty' : `${chosen.join(' el')} else empty end`;
    return `.[3] as $__now | ${PRELUDE} ${filters.join(' ')} ${choice}`;
  }

  /** So many that jq takes each group as a function; `end` is the index behind its last one. */
  #groups(): readonly Group[] {
    const groups: Group[] = [];
    for (const [expression, { index, mentioned }] of this.#entries) {
      const last = groups.at(-1);
      const isFull = !last || last.branches.length === MOST_IN_GROUP || last.length > LONGEST_GROUP;
      const group = isFull ? { branches: [], length: 0, end: index } : last;
      if (isFull) groups.push(group);
      group.branches.push(
        `if .[0] == ${index} then ${bindings(mentioned, '.[2]')} .[1] | try {v: [(${expression}\n)]} catch {e: .}`,
      );
      group.length += expression.length;
      group.end = index + 1;
    }
    return groups;
  }
}

interface Group {
  readonly branches: string[];
  length: number;
  end: number;
}

/** Why an expression does not compile, given the arguments that exist where it stands; undefined when it does. */
export async function complaintAbout(
  expression: string,
  args: readonly string[],
  pool: JqPool,
): Promise<string | undefined> {
  // Alone, so that no unbalanced bracket can leave the place it is put into; then as it will be put there.
  const alone = `${args.map((name) => `null as $${name} |`).join(' ')} ${expression}`;
  const placed = `null as $__now | ${PRELUDE} ${bindings(args, '{}')} (${expression}\n)`;
  const complaint = (await pool.complaintAbout(alone)) || (await pool.complaintAbout(placed));
  return complaint === '' ? undefined : plainWords(complaint);
}

function bindings(names: readonly string[], from: string): string {
  return names.length === 0 ? '' : `${from} as {${names.map((name) => `$${name}`).join(', ')}} |`;
}

function resultOf(line: string): Evaluation {
  const result = parsed(line);
  if (result === undefined) return { problem: 'The result of the expression is nested too deep.' };
  if ('e' in result) return { problem: typeof result.e === 'string' ? plainWords(result.e) : JSON.stringify(result.e) };
  return { value: result.v.length > 1 ? result.v : (result.v[0] ?? null) };
}

/** Undefined where jq left out what is nested deeper than it prints: the rest is no JSON. */
function parsed(line: string): { v: unknown[] } | { e: unknown } | undefined {
  try {
    return JSON.parse(line) as { v: unknown[] } | { e: unknown };
  } catch {
    return undefined;
  }
}

/** The first line of jq's complaint, without its own prefix and its hints about shells. */
function plainWords(complaint: string): string {
  const line = complaint.split('\n')[0] ?? '';
  return line
    .replace(/^jq: error: /, '')
    .replace(/ \(Unix shell quoting issues\?\)/, '')
    .replace(/ at <top-level>, line \d+:?$/, '')
    .replace(/^Regex failure: .*-limit-.*$/, 'A regular expression tries too many ways on this text: make it simpler.');
}
