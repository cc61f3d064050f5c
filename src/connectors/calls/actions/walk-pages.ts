import type { ActionAnswer, ActionPages, ActionRequest } from '../../contract/action.js';
import { readable } from './readable.js';

/** Characters of all pages together; a walk that comes so far ends there and says that more remains. */
const LONGEST = 32 * 1024 * 1024;

export interface PageWalk {
  readonly name: string;
  readonly maxPages: number;
  send(request: ActionRequest): Promise<ActionAnswer>;
}

export interface WalkedPages {
  readonly items: readonly unknown[];
  readonly hasMore: boolean;
  readonly last: ActionAnswer;
}

/** Fetches page after page, until the last or until there are enough. */
export async function walkPages(
  { items, next }: ActionPages,
  first: ActionRequest,
  { name, maxPages, send }: PageWalk,
): Promise<WalkedPages> {
  const found: unknown[] = [];
  let request = first;
  let length = 0;
  for (let page = 1; ; page += 1) {
    const last = await send(request);
    const sent = request;
    const following = readable(name, () => next(last, sent));
    for (const item of readable(name, () => [...items(last)])) found.push(item);
    if (following === undefined) return { items: found, hasMore: false, last };
    length += page < maxPages ? JSON.stringify(last.body).length : 0;
    if (page >= maxPages || length > LONGEST) return { items: found, hasMore: true, last };
    request = following;
  }
}
