import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { answered, api } from '../../../api/client.js';
import type { TokenSearch } from './token-search.js';

/** Fills a tall window; the server pages the rest. */
export const PAGE_SIZE = 50;

export const tokenPageQuery = (scope: string, search: TokenSearch) => {
  const { q, cursor, page: _page, sort = 'name', ...filters } = search;
  const query = {
    scope,
    sort,
    limit: String(PAGE_SIZE),
    total: 'true',
    ...filters,
    ...(q === undefined ? {} : { search: q }),
    ...(cursor === undefined ? {} : { cursor }),
  };
  return queryOptions({
    queryKey: ['access-tokens', query],
    queryFn: () => answered(api.GET('/v1/access-tokens', { params: { query } })),
    placeholderData: keepPreviousData,
  });
};

export const tokenCountsQuery = (scope: string) =>
  queryOptions({
    queryKey: ['access-tokens', 'counts', scope],
    queryFn: () => answered(api.GET('/v1/access-tokens/counts', { params: { query: { scope } } })),
  });
