/** What the list can be sorted by, as the server has it; a minus sign turns it round. */
const SORTS = ['name', 'connector', 'environment', 'state', 'needsPersonAt', 'lastUsedAt'] as const;
export type TokenColumn = (typeof SORTS)[number];
export type TokenSort = TokenColumn | `-${TokenColumn}`;

/** What the address of a list says: filters, order and place. */
export interface TokenSearch {
  readonly q?: string;
  readonly connector?: string;
  readonly environment?: string;
  readonly state?: string;
  readonly sort?: TokenSort;
  /** Where the page begins, as the server gave it; absent on the first. */
  readonly cursor?: string;
  /** The number of the page, from 1; only to say where one is. */
  readonly page?: number;
}

const TEXTS = ['q', 'connector', 'environment', 'state', 'cursor'] as const;

/** Takes from an address what is a filter; the server judges the values. */
export function readTokenSearch(search: Record<string, unknown>): TokenSearch {
  const texts = TEXTS.flatMap((key) => {
    const value = search[key];
    return typeof value === 'string' && value !== '' ? [[key, value] as const] : [];
  });
  const page = Number(search.page);
  return {
    ...Object.fromEntries(texts),
    ...(isSort(search.sort) ? { sort: search.sort } : {}),
    ...(Number.isInteger(page) && page > 1 ? { page } : {}),
  };
}

export function isSort(text: unknown): text is TokenSort {
  return typeof text === 'string' && SORTS.some((sort) => text === sort || text === `-${sort}`);
}

export function isFiltered({ q, connector, environment, state }: TokenSearch): boolean {
  return [q, connector, environment, state].some((value) => value !== undefined);
}
