import { badCursor, badLimit } from './api.errors.js';
import { PAGE } from './requests/limits.js';

/** A place in a list, as the query has it. */
export interface PageRequest {
  readonly cursor?: string;
  readonly limit?: string;
}

export interface PagePlace {
  /** Sort key of the last row of the page before. */
  readonly after?: string;
  readonly limit: number;
}

export interface Page<T> {
  readonly items: T[];
  /** Absent on the last page. */
  readonly nextCursor?: string;
}

/** @param list names the list, so that a cursor of another list is refused. @throws bad-cursor, bad-limit */
export function pagePlace(list: string, { cursor, limit }: PageRequest): PagePlace {
  const rows = limit === undefined ? PAGE.usual : Number(limit);
  if (limit !== undefined && !/^\d{1,4}$/.test(limit)) throw badLimit();
  if (rows < PAGE.least || rows > PAGE.most) throw badLimit();
  return cursor === undefined ? { limit: rows } : { limit: rows, after: decodeCursor(list, cursor) };
}

/**
 * Reads one row more than asked for, to know whether there is a next page.
 * @param read returns at most so many rows after the place, in a fixed order.
 * @param keyOf the sort key of a row, which the next page begins after.
 */
export async function readPage<K, T extends K>(
  list: { readonly name: string; readonly keyOf: (row: K) => string },
  place: PagePlace,
  read: (place: PagePlace) => Promise<T[]>,
): Promise<Page<T>> {
  const rows = await read({ ...place, limit: place.limit + 1 });
  const items = rows.slice(0, place.limit);
  const last = items.at(-1);
  if (rows.length <= place.limit || last === undefined) return { items };
  return { items, nextCursor: encodeCursor(list.name, list.keyOf(last)) };
}

export function encodeCursor(list: string, after: string): string {
  return Buffer.from(JSON.stringify([list, after]), 'utf8').toString('base64url');
}

/** @throws bad-cursor */
export function decodeCursor(list: string, cursor: string): string {
  const after = parseCursor(list, cursor);
  if (after === undefined || encodeCursor(list, after) !== cursor) throw badCursor();
  return after;
}

function parseCursor(list: string, cursor: string): string | undefined {
  try {
    const parsed: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
    if (!Array.isArray(parsed) || parsed.length !== 2 || parsed[0] !== list) return undefined;
    return typeof parsed[1] === 'string' && !parsed[1].includes('\0') ? parsed[1] : undefined;
  } catch {
    return undefined;
  }
}
