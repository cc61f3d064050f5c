/** One row of a vendor's table, by column. */
export type Row = Readonly<Record<string, unknown>>;

export interface Condition {
  readonly field: string;
  readonly operator: string;
  readonly value: string | number | boolean | null;
}

/** `SELECT columns FROM table [WHERE a = 1 AND ...] [ORDER BY field [DESC]] [LIMIT n]`: what SOQL and SuiteQL share. */
export interface Selection {
  readonly columns: readonly string[];
  readonly from: string;
  readonly where: readonly Condition[];
  readonly orderBy?: { readonly field: string; readonly isDescending: boolean };
  readonly limit?: number;
}

const OPERATORS: Record<string, (known: string | number, asked: string | number) => boolean> = {
  '=': (known, asked) => known === asked,
  '!=': (known, asked) => known !== asked,
  '<>': (known, asked) => known !== asked,
  '<': (known, asked) => known < asked,
  '>': (known, asked) => known > asked,
  '<=': (known, asked) => known <= asked,
  '>=': (known, asked) => known >= asked,
  LIKE: (known, asked) => isLike(String(known), String(asked)),
};
const TOKEN = /\s*(?:('(?:[^'\\]|\\.|'')*')|(-?\d+(?:\.\d+)?)(?![\w.])|([A-Za-z_][\w.]*)|(<=|>=|<>|!=|[=<>,?*()]))/y;

/** Parses a query; `params` replace question marks in turn. Answers with a sentence when it is none that the sandbox knows. */
export function parseSelection(text: string, params: readonly unknown[] = []): Selection | string {
  const tokens = tokenize(text);
  if (tokens === undefined) return 'unexpected character';
  const reader = new TokenReader(tokens, params);
  try {
    return reader.selection();
  } catch (error) {
    if (error instanceof SyntaxError) return error.message;
    throw error;
  }
}

/** The rows that meet the conditions, in order. Names of fields are without regard to case. */
export function applySelection(rows: readonly Row[], selection: Selection): Row[] {
  const found = rows.filter((row) => selection.where.every((condition) => meets(row, condition)));
  const { orderBy, limit } = selection;
  if (orderBy !== undefined) {
    const sign = orderBy.isDescending ? -1 : 1;
    found.sort((left, right) => sign * compare(columnOf(left, orderBy.field), columnOf(right, orderBy.field)));
  }
  return limit === undefined ? found : found.slice(0, limit);
}

export function columnOf(row: Row, field: string): unknown {
  const name = Object.keys(row).find((key) => key.toLowerCase() === field.toLowerCase());
  return name === undefined ? undefined : row[name];
}

function meets(row: Row, { field, operator, value }: Condition): boolean {
  const known = columnOf(row, field) ?? null;
  if (known === null || value === null)
    return operator === '=' ? known === value : operator !== 'LIKE' && known !== value;
  const isNumeric = typeof value === 'number' && !Number.isNaN(Number(known));
  const compareBy = OPERATORS[operator];
  if (compareBy === undefined) return false;
  return isNumeric ? compareBy(Number(known), value) : compareBy(String(known), String(value));
}

function isLike(known: string, pattern: string): boolean {
  const pieces = pattern.split('%').map((piece) => piece.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replaceAll('_', '.'));
  return new RegExp(`^${pieces.join('.*')}$`, 'is').test(known);
}

function compare(left: unknown, right: unknown): number {
  if (typeof left === 'number' && typeof right === 'number') return left - right;
  return String(left ?? '') < String(right ?? '') ? -1 : 1;
}

function tokenize(text: string): string[] | undefined {
  const tokens: string[] = [];
  TOKEN.lastIndex = 0;
  const end = text.trimEnd().length;
  while (TOKEN.lastIndex < end) {
    const match = TOKEN.exec(text);
    if (match === null) return undefined;
    tokens.push(match[0].trim());
  }
  return tokens;
}

/** Reads tokens from left to right; throws a SyntaxError with what it missed. */
class TokenReader {
  private position = 0;
  private nextParam = 0;

  constructor(
    private readonly tokens: readonly string[],
    private readonly params: readonly unknown[],
  ) {}

  selection(): Selection {
    this.need('SELECT');
    const columns = [this.name()];
    while (this.takes(',')) columns.push(this.name());
    this.need('FROM');
    const from = this.name();
    const where: Condition[] = [];
    if (this.takes('WHERE')) {
      do where.push(this.condition());
      while (this.takes('AND'));
    }
    const orderBy = this.orderBy();
    const limit = this.takes('LIMIT') ? Number(this.value()) : undefined;
    if (this.position < this.tokens.length) throw new SyntaxError(`unexpected token: ${this.tokens[this.position]}`);
    return {
      columns,
      from,
      where,
      ...(orderBy === undefined ? {} : { orderBy }),
      ...(limit === undefined ? {} : { limit }),
    };
  }

  private orderBy(): Selection['orderBy'] {
    if (!this.takes('ORDER')) return undefined;
    this.need('BY');
    const field = this.name();
    const isDescending = this.takes('DESC');
    if (!isDescending) this.takes('ASC');
    return { field, isDescending };
  }

  private condition(): Condition {
    const field = this.name();
    const operator = (this.tokens[this.position] ?? '').toUpperCase();
    if (!Object.hasOwn(OPERATORS, operator)) throw new SyntaxError(`unexpected token: ${operator || 'end of query'}`);
    this.position += 1;
    return { field, operator, value: this.value() };
  }

  private value(): Condition['value'] {
    const token = this.tokens[this.position] ?? '';
    this.position += 1;
    if (token.startsWith("'")) return token.slice(1, -1).replaceAll("''", "'").replace(/\\(.)/g, '$1');
    if (token === '?') return this.param();
    if (/^-?\d/.test(token)) return Number(token);
    const words: Record<string, Condition['value']> = { TRUE: true, FALSE: false, NULL: null };
    const word = words[token.toUpperCase()];
    if (word === undefined) throw new SyntaxError(`unexpected token: ${token || 'end of query'}`);
    return word;
  }

  private param(): string | number {
    const value = this.params[this.nextParam];
    this.nextParam += 1;
    if (typeof value !== 'string' && typeof value !== 'number') throw new SyntaxError('a parameter is missing');
    return value;
  }

  private name(): string {
    const token = this.tokens[this.position] ?? '';
    if (!/^(\*|[A-Za-z_][\w.]*)$/.test(token)) throw new SyntaxError(`unexpected token: ${token || 'end of query'}`);
    this.position += 1;
    return token;
  }

  private need(word: string): void {
    if (!this.takes(word))
      throw new SyntaxError(`expecting ${word}, found ${this.tokens[this.position] ?? 'end of query'}`);
  }

  private takes(word: string): boolean {
    if (this.tokens[this.position]?.toUpperCase() !== word) return false;
    this.position += 1;
    return true;
  }
}
