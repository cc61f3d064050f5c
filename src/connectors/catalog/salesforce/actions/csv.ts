/** A value of a record that a bulk job takes. */
export type Cell = string | number | boolean | null;

/** RFC 4180, with the columns of all records; what a record does not have stays as it is at Salesforce. */
export function writeCsv(records: readonly Readonly<Record<string, Cell>>[]): string {
  const columns = [...new Set(records.flatMap(Object.keys))];
  const lines = records.map((record) => columns.map((column) => textOf(record[column])));
  return [columns, ...lines].map((cells) => `${cells.map(quoted).join(',')}\n`).join('');
}

/** What Salesforce writes as results: every cell quoted, or empty. */
export function readCsv(text: string): readonly Readonly<Record<string, string>>[] {
  const [columns = [], ...lines] = linesOf(text);
  return lines.map((cells) => Object.fromEntries(columns.map((column, index) => [column, cells[index] ?? ''])));
}

function linesOf(text: string): string[][] {
  const cell = /(?:"([^"]*(?:""[^"]*)*)"|([^,\r\n]*))(,|\r?\n|$)/gy;
  const lines: string[][] = [];
  let line: string[] = [];
  for (const [, inQuotes, bare = '', end] of text.matchAll(cell)) {
    line.push(inQuotes?.replaceAll('""', '"') ?? bare);
    if (end === ',') continue;
    if (line.length > 1 || line[0] !== '') lines.push(line);
    line = [];
  }
  return lines;
}

/** An empty cell changes nothing; this is the word for "make it empty". */
function textOf(value: Cell | undefined): string {
  return value === null ? '#N/A' : String(value ?? '');
}

function quoted(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
