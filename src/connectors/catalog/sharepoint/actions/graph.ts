import type { ActionAnswer, ActionPages, ActionRequest, Choice } from '../../../contract/action.js';

/** Collections of Graph: `value`, and the whole address of the next page, which is followed as it is. */
export const GRAPH_PAGES: ActionPages = {
  items: ({ body }) => {
    const value = memberOf(body, 'value');
    if (!Array.isArray(value)) throw new TypeError('The answer has no list "value".');
    return value;
  },
  next: ({ body }, request): ActionRequest | undefined => {
    const link = memberOf(body, '@odata.nextLink');
    return typeof link === 'string' ? { ...request, url: link } : undefined;
  },
};

/** Live choices from a collection: the member that is chosen by, and the one that people know. */
export function choicesFrom(url: string, names: { readonly value: string; readonly label: string }) {
  return {
    request: { method: 'GET', url } as const,
    read: (answer: ActionAnswer): readonly Choice[] =>
      GRAPH_PAGES.items(answer).map((each) => ({
        value: String(memberOf(each, names.value)),
        label: String(memberOf(each, names.label)),
      })),
    next: GRAPH_PAGES.next,
  };
}

export function memberOf(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, name)
    ? Object.entries(value).find(([key]) => key === name)?.[1]
    : undefined;
}

/** A text among the inputs; empty when it was left out. */
export function textIn(inputs: Readonly<Record<string, unknown>>, name: string): string {
  const value = inputs[name];
  return typeof value === 'string' ? value : '';
}

/** One segment of an address. */
export function segment(text: unknown): string {
  return encodeURIComponent(String(text));
}

/** The parameters that have a value, as a query with its question mark. */
export function queryOf(parameters: Readonly<Record<string, string | number | undefined>>): string {
  const pairs = Object.entries(parameters)
    .filter(([, value]) => value !== undefined && value !== '')
    .map(([name, value]) => `${name}=${encodeURIComponent(String(value))}`);
  return pairs.length === 0 ? '' : `?${pairs.join('&')}`;
}

/** Refuses a change when somebody else was faster. */
export function ifMatch(eTag: unknown): Readonly<Record<string, string>> {
  return typeof eTag === 'string' ? { 'if-match': eTag } : {};
}

export function pageOutput(item: object): Readonly<Record<string, unknown>> {
  return {
    type: 'object',
    properties: { items: { type: 'array', items: item }, hasMore: { type: 'boolean' } },
    required: ['items', 'hasMore'],
  };
}
