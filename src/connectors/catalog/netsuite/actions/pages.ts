import type { ActionAnswer, ActionRequest } from '../../../contract/action.js';

/** The envelope of every list. */
export interface Page {
  readonly items: readonly unknown[];
  readonly totalResults?: number;
  readonly links?: readonly { readonly rel: string; readonly href: string }[];
}

/** The same request where the link to the next page leads; each page is signed anew. */
export function nextPage({ body }: ActionAnswer, request: ActionRequest): ActionRequest | undefined {
  const next = (body as Page).links?.find(({ rel }) => rel === 'next');
  return next === undefined ? undefined : { ...request, url: next.href };
}
