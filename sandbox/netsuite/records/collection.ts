import { Refusal } from '../../stage/answer.js';
import type { Call } from '../../stage/call.js';
import { restError } from '../wording.js';

export interface Paging {
  readonly limit: number;
  readonly offset: number;
}

const MOST_ITEMS = 1000;

/** `limit` 1 to 1000 and `offset`, a multiple of it. */
export function readPaging(call: Call): Paging {
  const limit = Number(call.query.get('limit') ?? MOST_ITEMS);
  const offset = Number(call.query.get('offset') ?? 0);
  if (!Number.isInteger(limit) || limit < 1 || limit > MOST_ITEMS)
    throw badParameter('limit', `between 1 and ${MOST_ITEMS}`);
  if (!Number.isInteger(offset) || offset < 0 || offset % limit !== 0)
    throw badParameter('offset', 'divisible by limit');
  return { limit, offset };
}

/** The envelope of every list: links to the pages around, and what is on this one. */
export function collection(call: Call, all: readonly unknown[], { limit, offset }: Paging): Record<string, unknown> {
  const items = all.slice(offset, offset + limit);
  const hasMore = offset + items.length < all.length;
  const link = (rel: string, start: number): { rel: string; href: string } => {
    const query = call.query;
    query.set('limit', String(limit));
    query.set('offset', String(start));
    return { rel, href: `${call.address}?${query.toString().replaceAll('+', '%20')}` };
  };
  const links = [
    link('self', offset),
    ...(hasMore ? [link('next', offset + limit)] : []),
    ...(offset > 0 ? [link('previous', Math.max(0, offset - limit))] : []),
  ];
  return { links, count: items.length, hasMore, items, offset, totalResults: all.length };
}

function badParameter(name: string, rule: string): Refusal {
  const detail = `Invalid query parameter '${name}'. Provide a valid value: it must be ${rule}.`;
  return new Refusal(restError(400, { detail, code: 'INVALID_PARAMETER', queryParam: name }));
}
