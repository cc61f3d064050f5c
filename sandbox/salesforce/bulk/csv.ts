/** CSV as Bulk API 2.0 takes it (RFC 4180); answers rows by column, or a sentence when it is none. */
export function parseCsv(text: string, delimiter: string): Record<string, string>[] | string {
  const lines = cells(text, delimiter);
  const [header, ...rows] = lines;
  if (header === undefined || header.some((name) => name === '')) return 'the header row is missing a column name';
  const odd = rows.findIndex((row) => row.length !== header.length);
  if (odd >= 0) return `the number of fields in row ${odd + 1} does not match the header`;
  return rows.map((row) => Object.fromEntries(header.map((name, index) => [name, row[index] ?? ''])));
}

/** Always quoted, as Salesforce writes its results. */
export function writeCsv(header: readonly string[], rows: readonly (readonly string[])[]): string {
  return [header, ...rows].map((row) => `${row.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(',')}\n`).join('');
}

function cells(text: string, delimiter: string): string[][] {
  const end = delimiter.replace(/[|^]/, '\\$&');
  const cell = new RegExp(`(?:"([^"]*(?:""[^"]*)*)"|([^${end}\\r\\n]*))(${end}|\\r?\\n|$)`, 'y');
  const rows: string[][] = [];
  let row: string[] = [];
  while (cell.lastIndex < text.length) {
    const [, quoted, bare = '', ending] = cell.exec(text) ?? [];
    if (ending === undefined) return [];
    row.push(quoted?.replaceAll('""', '"') ?? bare);
    if (ending === delimiter) continue;
    if (row.length > 1 || row[0] !== '') rows.push(row);
    row = [];
  }
  return rows;
}
