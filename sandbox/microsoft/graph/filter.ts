import type { Call } from '../../stage/call.js';
import { refuseGraph } from '../wording.js';
import type { ListItem, SiteList } from './site-store.js';

const PREFER = 'HonorNonIndexedQueriesWarningMayFailRandomly';
const COMPARISON = /^fields\/(\w+) (eq|ne|gt|ge|lt|le) (?:'((?:[^']|'')*)'|(true|false)|(-?\d+(?:\.\d+)?))$/;
const BEGINNING = /^startswith\(fields\/(\w+), ?'((?:[^']|'')*)'\)$/;

interface Condition {
  readonly column: string;
  fits(value: unknown): boolean;
}

/** The items that `$filter` lets through, in the order of `$orderby`. */
export function filterItems(call: Call, list: SiteList): readonly ListItem[] {
  const filter = call.query.get('$filter');
  const conditions =
    filter === null ? [] : filter.split(/ and (?=fields\/|startswith)/).map((part) => parse(call, part));
  for (const { column } of conditions) requireIndex(call, list, column);
  const items = [...list.items.values()].filter((item) =>
    conditions.every(({ column, fits }) => fits(item.fields[column])),
  );
  return ordered(call, items);
}

function parse(call: Call, text: string): Condition {
  const [, column, operator, quoted, truth, number] = COMPARISON.exec(text) ?? [];
  if (column !== undefined) {
    const wanted = quoted?.replaceAll("''", "'") ?? (truth === undefined ? Number(number) : truth === 'true');
    return { column, fits: (value) => compares(value, operator ?? '', wanted) };
  }
  const [, begun, start] = BEGINNING.exec(text) ?? [];
  if (begun === undefined) throw refuseGraph(call, 'invalidRequest', 'Invalid filter clause');
  const wanted = (start ?? '').replaceAll("''", "'").toLowerCase();
  return {
    column: begun,
    fits: (value) =>
      String(value ?? '')
        .toLowerCase()
        .startsWith(wanted),
  };
}

function compares(value: unknown, operator: string, wanted: string | number | boolean): boolean {
  if (operator === 'eq') return value === wanted;
  if (operator === 'ne') return value !== wanted;
  if (typeof value !== typeof wanted || value === undefined || value === null) return false;
  const order = value < wanted ? -1 : Number(value > wanted);
  return { gt: order > 0, ge: order >= 0, lt: order < 0, le: order <= 0 }[operator] === true;
}

/** A column without an index is searched only for who says to know what that costs. */
function requireIndex(call: Call, list: SiteList, name: string): void {
  const column = list.columns.find((each) => each.name === name);
  if (column === undefined) throw refuseGraph(call, 'invalidRequest', `Field '${name}' is not recognized`);
  if (column.indexed === true || call.header('prefer').includes(PREFER)) return;
  const message = `Field '${name}' cannot be referenced in filter or orderby as it is not indexed. Provide the 'Prefer: ${PREFER}' header to allow this.`;
  throw refuseGraph(call, 'invalidRequest', message);
}

function ordered(call: Call, items: readonly ListItem[]): readonly ListItem[] {
  const [, column, direction] = /^fields\/(\w+)(?: (asc|desc))?$/.exec(call.query.get('$orderby') ?? '') ?? [];
  if (column === undefined) return items;
  const sign = direction === 'desc' ? -1 : 1;
  return [...items].sort((one, other) => sign * order(one.fields[column], other.fields[column]));
}

/** Numbers by size, texts letter by letter; what is empty comes first. */
function order(one: unknown, other: unknown): number {
  if (typeof one === 'number' && typeof other === 'number') return one - other;
  return String(one ?? '').localeCompare(String(other ?? ''), 'en');
}
