import { useNavigate, useSearch } from '@tanstack/react-router';
import { useRef } from 'react';
import { readTokenSearch, type TokenSearch } from './token-search.js';

type Change = { readonly [K in keyof TokenSearch]?: TokenSearch[K] | undefined };

/** Where in the list the reader is. The address says it, so that it can be sent to somebody and survives a reload. */
export function usePlaceInList(onMove: () => void) {
  const search = readTokenSearch(useSearch({ strict: false }));
  const navigate = useNavigate();
  const cursors = useRef(new Map<number, string>());
  const number = search.page ?? 1;
  if (search.cursor !== undefined) cursors.current.set(number, search.cursor);
  const go = (change: Change) => {
    onMove();
    void navigate({ to: '.', search: readTokenSearch({ ...search, cursor: undefined, page: undefined, ...change }) });
  };
  const stepsOf = (nextCursor: string | undefined) => {
    // Whoever came by a deep link has no way back but to the beginning.
    const before = number > 2 ? cursors.current.get(number - 1) : undefined;
    const back = () => go(before === undefined ? {} : { page: number - 1, cursor: before });
    const on = () => go({ page: number + 1, cursor: nextCursor });
    return { onPrevious: number > 1 ? back : undefined, onNext: nextCursor === undefined ? undefined : on };
  };
  return { search, number, go, stepsOf };
}
