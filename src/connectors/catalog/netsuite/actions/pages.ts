import type { ActionAnswer, ActionRequest } from '../../../contract/action.js';

/** The envelope of every list. */
export interface Page {
  readonly items: readonly unknown[];
  readonly totalResults?: number;
  readonly hasMore?: boolean;
  readonly links?: readonly { readonly rel: string; readonly href: string }[];
}

/** The same request where the link to the next page leads; each page is signed anew. */
export function nextPage({ body }: ActionAnswer, request: ActionRequest): ActionRequest | undefined {
  const { links, hasMore } = body as Page;
  const next = links?.find(({ rel }) => rel === 'next');
  if (next !== undefined) return { ...request, url: next.href };
  if (hasMore === true) throw new TypeError('The answer does not say where its next page is.');
  return undefined;
}
