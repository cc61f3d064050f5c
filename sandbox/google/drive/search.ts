import { refuse } from '../wording.js';
import type { DriveFile } from './drive-file.js';

export type Condition = (file: DriveFile) => boolean;

const TOKEN = /\s*('(?:[^'\\]|\\.)*'|!=|[()=]|[A-Za-z]+)/y;

/** Reads a search such as `'root' in parents and trashed = false`; `names` says what an alias stands for. */
export function parseSearch(text: string, names: (id: string) => string): Condition {
  if (text.trim() === '') return () => true;
  const reader = new SearchReader(text, names);
  const condition = reader.either();
  reader.end();
  return condition;
}

class SearchReader {
  private readonly tokens: string[] = [];

  constructor(
    text: string,
    private readonly names: (id: string) => string,
  ) {
    TOKEN.lastIndex = 0;
    for (let at = 0; at < text.trimEnd().length; at = TOKEN.lastIndex) {
      const token = TOKEN.exec(text)?.[1];
      if (token === undefined) throw invalid();
      this.tokens.push(token);
    }
  }

  either(): Condition {
    const all = [this.each()];
    while (this.take('or')) all.push(this.each());
    return (file) => all.some((one) => one(file));
  }

  end(): void {
    if (this.tokens.length > 0) throw invalid();
  }

  private each(): Condition {
    const all = [this.one()];
    while (this.take('and')) all.push(this.one());
    return (file) => all.every((one) => one(file));
  }

  private one(): Condition {
    if (this.take('not')) {
      const inner = this.one();
      return (file) => !inner(file);
    }
    if (this.take('(')) {
      const inner = this.either();
      if (!this.take(')')) throw invalid();
      return inner;
    }
    return this.comparison(this.next(), this.next(), this.next());
  }

  private comparison(left: string, operator: string, right: string): Condition {
    if (operator === 'in' && right === 'parents') {
      const parent = this.names(textOf(left));
      return (file) => file.parent === parent;
    }
    if (left === 'trashed' && operator === '=') return (file) => String(file.trashed) === right;
    const wanted = textOf(right);
    if (left === 'name' && operator === 'contains') {
      return (file) =>
        file.name
          .toLowerCase()
          .split(/\s+/)
          .some((word) => word.startsWith(wanted.toLowerCase())) ||
        file.name.toLowerCase().startsWith(wanted.toLowerCase());
    }
    if ((left === 'name' || left === 'mimeType') && (operator === '=' || operator === '!=')) {
      return (file) => (file[left] === wanted) === (operator === '=');
    }
    throw invalid();
  }

  private take(token: string): boolean {
    if (this.tokens[0] !== token) return false;
    this.tokens.shift();
    return true;
  }

  private next(): string {
    const token = this.tokens.shift();
    if (token === undefined) throw invalid();
    return token;
  }
}

function textOf(token: string): string {
  if (!token.startsWith("'")) throw invalid();
  return token.slice(1, -1).replace(/\\(.)/g, '$1');
}

function invalid() {
  return refuse(400, 'invalid', 'Invalid Value');
}
