import type { YAMLError } from 'yaml';

const QUOTES = "an expression in { } or [ ] stands in quotes, such as { total: '${ .a + .b }' }";
/** A line may be the whole text: what begins a match is no part of what follows, so that each character is met once. */
const BARE_EXPRESSION = /[{[,]\s*[^\s{}[\],:]+:\s*\$\{/;

/** As the parser has it. `pos`: where it begins and ends, in characters of the text. */
export type YamlComplaint = Pick<YAMLError, 'code' | 'message' | 'pos'>;

export interface YamlPlace {
  /** The whole line. */
  readonly line: string;
  /** From 1. */
  readonly column: number;
}

/** What the parser says of a text, in words for who wrote it. */
export function readingInWords({ code, message }: YamlComplaint, { line, column }: YamlPlace): string {
  const said = `${message.split('\n')[0]} (column ${column})`;
  const advice = adviceFor(code, line);
  return advice === undefined ? said : `${said}: ${advice}`;
}

function adviceFor(code: string, line: string): string | undefined {
  if (BARE_EXPRESSION.test(line)) return QUOTES;
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
