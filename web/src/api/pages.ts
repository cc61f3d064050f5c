import { infiniteQueryOptions, type QueryKey } from '@tanstack/react-query';

interface Page<T> {
  readonly items: readonly T[];
  readonly nextCursor?: string;
}

/** A list that the server gives in pages, shown as one that grows. */
export function pagedQuery<T>(queryKey: QueryKey, read: (cursor: string | undefined) => Promise<Page<T>>) {
  return infiniteQueryOptions({
    queryKey,
    queryFn: ({ pageParam }) => read(pageParam),
    initialPageParam: NO_CURSOR,
    getNextPageParam: ({ nextCursor }) => nextCursor,
    select: ({ pages }) => pages.flatMap(({ items }) => items),
  });
}

/** The part of a query that asks for the page after the one before. */
export function pageAfter(cursor: string | undefined): { readonly cursor?: string } {
  return cursor === undefined ? {} : { cursor };
}

const NO_CURSOR: string | undefined = undefined;
