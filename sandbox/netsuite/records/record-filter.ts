import { columnOf, type Row } from '../../records/selection.js';

const CONDITION = /^\s*(\w+)\s+([A-Z_]+)\s*(?:"((?:[^"\\]|\\.)*)"|(\S+))?\s*$/;

const OPERATORS: Record<string, (known: string, asked: string) => boolean> = {
  IS: (known, asked) => known.toLowerCase() === asked.toLowerCase(),
  IS_NOT: (known, asked) => known.toLowerCase() !== asked.toLowerCase(),
  CONTAIN: (known, asked) => known.toLowerCase().includes(asked.toLowerCase()),
  START_WITH: (known, asked) => known.toLowerCase().startsWith(asked.toLowerCase()),
  END_WITH: (known, asked) => known.toLowerCase().endsWith(asked.toLowerCase()),
  EMPTY: (known) => known === '',
  EQUAL: (known, asked) => Number(known) === Number(asked),
  GREATER: (known, asked) => Number(known) > Number(asked),
  LESS: (known, asked) => Number(known) < Number(asked),
};

/** A list's `q`: conditions joined by AND. Answers with a sentence when one of them is not understood. */
export function parseFilter(text: string | null): ((row: Row) => boolean) | string {
  if (text === null) return () => true;
  const tests: ((row: Row) => boolean)[] = [];
  for (const piece of text.split(/\s+AND\s+/)) {
    const [, field = '', operator = '', quoted, bare] = CONDITION.exec(piece) ?? [];
    const test = Object.hasOwn(OPERATORS, operator) ? OPERATORS[operator] : undefined;
    if (test === undefined) return `"${piece}" is not understood`;
    const asked = quoted ?? bare ?? '';
    tests.push((row) => test(String(columnOf(row, field) ?? ''), asked));
  }
  return (row) => tests.every((test) => test(row));
}
