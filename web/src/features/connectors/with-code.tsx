import { Code } from '@mantine/core';

/** A sentence of a description; what stands between its backticks is code. */
export function WithCode({ text }: { readonly text: string }) {
  return text
    .split('`')
    .map((part, index) => (index % 2 === 1 ? <Code key={`${part} ${text.indexOf(part)}`}>{part}</Code> : part));
}
