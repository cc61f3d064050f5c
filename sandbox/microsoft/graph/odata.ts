import { type Answer, jsonAnswer } from '../../stage/answer.js';
import type { Call } from '../../stage/call.js';
import { refuseGraph } from '../wording.js';

const USUAL_PER_PAGE = 200;
const MOST_PER_PAGE = 5000;

/** One page of a collection, with the address of the next one while there is one. */
export function pageOf<T>(call: Call, items: readonly T[], render: (item: T) => unknown): Answer {
  const { query } = call;
  const top = perPage(call);
  const start = offsetIn(call);
  const value = items.slice(start, start + top).map((item) => selected(query, render(item)));
  const next = start + top < items.length ? { '@odata.nextLink': nextLink(call, start + top) } : {};
  return jsonAnswer(200, { '@odata.context': `https://${call.host}/v1.0/$metadata#collection`, ...next, value });
}

/** How many items are asked for at once. */
export function perPage(call: Call): number {
  const asked = call.query.get('$top');
  const top = asked === null ? USUAL_PER_PAGE : Number(asked);
  if (Number.isInteger(top) && top >= 1 && top <= MOST_PER_PAGE) return top;
  throw refuseGraph(call, 'invalidRequest', "Invalid value for query option '$top'.");
}

/** One entity, with the members that were asked for. */
export function entity(call: Call, status: number, item: Record<string, unknown>): Answer {
  const eTag = item['@odata.etag'] ?? item.eTag;
  const headers = typeof eTag === 'string' ? { etag: eTag } : undefined;
  return jsonAnswer(status, selected(call.query, item), headers);
}

/** The token is opaque: a page is asked for by the address as it was given, never by a number. */
function nextLink(call: Call, offset: number): string {
  const query = call.query;
  query.set('$skiptoken', Buffer.from(`Paged=TRUE&p=${offset}`).toString('base64url'));
  return `https://${call.host}${call.path}?${query.toString()}`;
}

function offsetIn(call: Call): number {
  const token = call.query.get('$skiptoken');
  if (token === null) return 0;
  const offset = /^Paged=TRUE&p=(\d+)$/.exec(Buffer.from(token, 'base64url').toString('utf8'))?.[1];
  if (offset === undefined) throw refuseGraph(call, 'invalidRequest', 'The skip token is not valid.');
  return Number(offset);
}

function selected(query: URLSearchParams, item: unknown): unknown {
  const names = query
    .get('$select')
    ?.split(',')
    .map((name) => name.trim());
  if (names === undefined || typeof item !== 'object' || item === null) return item;
  return Object.fromEntries(Object.entries(item).filter(([name]) => names.includes(name) || name.startsWith('@')));
}
