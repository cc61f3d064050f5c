import type { LookupChoices } from '../declaration/lookup-declaration.js';
import { lookupShapeUnfit } from '../lookups.errors.js';

export const USUAL_PAGE_SIZE = 100;

export interface Choice {
  readonly value: string;
  readonly label: string;
  readonly columns?: Readonly<Record<string, unknown>>;
}

export interface ShapedChoices {
  readonly items: Choice[];
  /** There are more than were answered. */
  readonly hasMore: boolean;
}

/** Makes a list to choose from of an action's output; what has no value cannot be chosen. @throws lookup-shape-unfit */
export function shapeChoices(lookup: string, choices: LookupChoices, output: unknown): ShapedChoices {
  const { items: path = 'items', pageSize = USUAL_PAGE_SIZE } = choices;
  const found = memberAt(output, path);
  if (!Array.isArray(found)) throw lookupShapeUnfit(lookup, path);
  const items = found.flatMap((item) => choiceOf(choices, item));
  const isCut = items.length > pageSize;
  return { items: isCut ? items.slice(0, pageSize) : items, hasMore: isCut || memberAt(output, 'hasMore') === true };
}

function choiceOf({ value: valuePath, label: labelPath = valuePath, columns }: LookupChoices, item: unknown): Choice[] {
  const value = textOf(memberAt(item, valuePath));
  if (value === undefined) return [];
  const label = textOf(memberAt(item, labelPath)) ?? value;
  if (columns === undefined) return [{ value, label }];
  const shown = Object.entries(columns).map(([name, path]) => [name, memberAt(item, path) ?? null]);
  return [{ value, label, columns: Object.fromEntries(shown) }];
}

function textOf(value: unknown): string | undefined {
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/** What stands at names of members between dots; an empty path is the whole. */
function memberAt(whole: unknown, path: string): unknown {
  if (path === '') return whole;
  let here: unknown = whole;
  for (const name of path.split('.')) {
    if (typeof here !== 'object' || here === null || !Object.hasOwn(here, name)) return undefined;
    here = (here as Readonly<Record<string, unknown>>)[name];
  }
  return here;
}
