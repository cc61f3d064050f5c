/** The first line of every generated page. */
export const GENERATED = '<!-- Generated from the sources by `npm run docs`; change those. -->';

export function table(head, rows) {
  const line = (cells) => `| ${cells.map(cell).join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

/** Blocks with an empty line between them; absent ones are left out. */
export function page(...blocks) {
  return `${[GENERATED, ...blocks.flat(Number.POSITIVE_INFINITY).filter(Boolean)].join('\n\n')}\n`;
}

export function numbered(items) {
  return items.map((item, index) => `${index + 1}. ${item}`).join('\n');
}

export function bulleted(items) {
  return items.map((item) => `- ${item}`).join('\n');
}

function cell(value) {
  return String(value ?? '')
    .replaceAll('|', '\\|')
    .replaceAll('\n', ' ');
}
