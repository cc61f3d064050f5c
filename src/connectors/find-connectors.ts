import { CATEGORIES, type Category } from './contract/category.js';
import type { ConnectorSummary } from './contract/connector-description.js';

/** What somebody looks for; without anything, all. */
export interface ConnectorsWanted {
  /** Words of titles, keys and fields of work; all of them, in any order, without regard to case. */
  readonly words?: string;
  readonly category?: string;
}

const BY_TITLE = new Intl.Collator('en');

/** By title, and by key where two have the same. */
export function compareConnectors(one: Placed, other: Placed): number {
  return BY_TITLE.compare(one.title, other.title) || (one.key < other.key ? -1 : Number(one.key > other.key));
}

type Placed = Pick<ConnectorSummary, 'key' | 'title'>;

/** Those that somebody looks for, in the order of the list. */
export function findConnectors(
  summaries: readonly ConnectorSummary[],
  { words = '', category }: ConnectorsWanted,
): readonly ConnectorSummary[] {
  const wanted = words.toLowerCase().split(/\s+/).filter(Boolean);
  return summaries
    .filter((summary) => category === undefined || summary.category === category)
    .filter((summary) => wanted.every((word) => textOf(summary).includes(word)))
    .toSorted(compareConnectors);
}

function textOf({ title, key, category }: ConnectorSummary): string {
  return `${title} ${key} ${category ?? ''} ${titleOf(category)}`.toLowerCase();
}

function titleOf(category: Category | undefined): string {
  return category === undefined ? '' : CATEGORIES[category];
}
