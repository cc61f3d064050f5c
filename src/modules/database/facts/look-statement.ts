import type { FactKind, Looked } from './fact.js';

/** Number of the kind, place of the question within its kind from 1, and the version; null when nothing is stored. */
export type LookRow = [kind: number, place: string, version: string | null];

/** One statement for all kinds, so that it is planned once; the questions are arrays. */
export function lookStatement(kinds: readonly FactKind[]): string {
  const parts = kinds.map((kind, number) => {
    const columns = Object.entries(kind.by);
    const arrays = columns.map(([, type], index) => `$${columnsBefore(kinds, number) + index + 1}::${type}[]`);
    const names = columns.map((_column, index) => `c${index}`);
    const matches = columns.map(([column], index) => `stored."${column}" = asked.c${index}`);
    return `SELECT ${number} AS kind, asked.place, (SELECT ${versionOf(kind)} FROM "${kind.table}" stored WHERE ${matches.join(' AND ')} LIMIT 1) AS version FROM unnest(${arrays.join(', ')}) WITH ORDINALITY AS asked(${names.join(', ')}, place)`;
  });
  return parts.join(' UNION ALL ');
}

function columnsBefore(kinds: readonly FactKind[], number: number): number {
  return kinds.slice(0, number).reduce((sum, { by }) => sum + Object.keys(by).length, 0);
}

/**
 * Every committed change of a row leaves another row version behind, at another place or by another transaction.
 * https://www.postgresql.org/docs/current/ddl-system-columns.html
 */
function versionOf({ of }: FactKind): string {
  return of === 'row' ? `stored.ctid::text || ' ' || stored.xmin::text` : `'there'`;
}

export function lookValues(
  kinds: readonly FactKind[],
  asked: readonly (readonly Looked[])[],
): (string | undefined)[][] {
  return kinds.flatMap((kind, number) =>
    Object.keys(kind.by).map((_column, index) => (asked[number] ?? []).map(({ key }) => key[index])),
  );
}
