import type { YAMLError } from 'yaml';

const QUOTES = "an expression in { } or [ ] stands in quotes, such as { total: '${ .a + .b }' }";

/** What the parser says of a text, in words for who wrote it. */
export function readingInWords({ code, message, linePos }: YAMLError, text: string): string {
  const line = text.split('\n')[(linePos?.[0].line ?? 1) - 1] ?? '';
  const said = (message.split('\n')[0] ?? 'it cannot be read').replace(/ at line \d+, column \d+:?$/, '');
  const where = linePos ? ` (column ${linePos[0].col})` : '';
  const advice = adviceFor(code, line);
  return advice === undefined ? `${said}${where}` : `${said}${where}: ${advice}`;
}

function adviceFor(code: string, line: string): string | undefined {
  if (/[{[,]\s*\S+:\s*\$\{/.test(line)) return QUOTES;
  if (code === 'TAB_AS_INDENT') return 'indent with spaces';
  if (code === 'DUPLICATE_KEY') return 'a name stands once in an object';
  if (code === 'BLOCK_IN_FLOW') return 'a text with a colon in it stands in quotes';
  if (code === 'BLOCK_AS_IMPLICIT_KEY') {
    return /:\s.*:\s/.test(line)
      ? "a text with a colon and a space in it stands in quotes, such as as: '${ { total: .a } }'"
      : 'what has a value in its line has no members below it';
  }
  if (code === 'BAD_INDENT')
    return 'a bracket or a quote above is not closed, or this is not indented as what it belongs to';
  return undefined;
}
