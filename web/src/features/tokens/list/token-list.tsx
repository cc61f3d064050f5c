import { Box, Button, Paper, Skeleton, Stack } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { EmptyPlace } from '../../../components/empty-place.js';
import { ProblemNotice } from '../../../components/problem-notice.js';
import { tokenTexts } from '../../../texts/tokens.js';
import { type AccessToken, type AccessTokenPage, connectorsQuery } from '../token-queries.js';
import { BulkBar } from './bulk-bar.js';
import { tokenPageQuery } from './list-queries.js';
import { Pager } from './pager.js';
import { TokenFilters } from './token-filters.js';
import { isFiltered, type TokenSearch, type TokenSort } from './token-search.js';
import { TokenTable } from './token-table.js';
import { usePlaceInList } from './use-place-in-list.js';

const texts = tokenTexts.list;

const NOTHING: AccessTokenPage = { items: [] };

interface TokenListProps {
  /** `global`, or the id of an app. */
  readonly scope: string;
  readonly mayManage: boolean;
  /** What stands where there is no token yet. */
  readonly empty: ReactNode;
}

/** The access tokens of a scope, found, sorted and paged by the server; the address says how. */
export function TokenList({ scope, mayManage, empty }: TokenListProps) {
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set());
  const { search, number, go, stepsOf } = usePlaceInList(() => setSelected(new Set()));
  const page = useQuery(tokenPageQuery(scope, search));
  if (isEmpty(page.data?.items, search)) return empty;
  const { items, nextCursor, total = 0 } = page.data ?? NOTHING;
  return (
    <Stack gap="md">
      <TokenFilters scope={scope} search={search} onChange={go} />
      <BulkBar selected={items.filter(({ id }) => selected.has(id))} onClear={() => setSelected(new Set())} />
      {page.error ? <ListProblem page={page} search={search} onFirst={() => go({})} /> : null}
      {page.isPending ? <Skeleton h={420} radius="lg" /> : null}
      {page.data && items.length === 0 ? <EmptyPlace title={texts.noneFound} text={texts.noneFoundText} /> : null}
      {items.length > 0 ? (
        <>
          <Sheet
            tokens={items}
            isStale={page.isPlaceholderData}
            sort={search.sort ?? 'name'}
            onSort={(sort) => go({ sort })}
            {...(mayManage ? { selection: { ids: selected, onChange: setSelected } } : {})}
          />
          <Pager page={number} shown={items.length} total={total} {...stepsOf(nextCursor)} />
        </>
      ) : null}
    </Stack>
  );
}

interface ListProblemProps {
  readonly page: { readonly error: unknown; readonly refetch: () => unknown };
  readonly search: TokenSearch;
  readonly onFirst: () => void;
}

/** An old link may lead to a place in the list that is no more. */
function ListProblem({ page, search, onFirst }: ListProblemProps) {
  const first =
    search.cursor === undefined ? undefined : (
      <Button size="xs" onClick={onFirst}>
        {texts.firstPage}
      </Button>
    );
  return <ProblemNotice error={page.error} onRetry={() => void page.refetch()} remedy={first} />;
}

interface SheetProps {
  readonly tokens: readonly AccessToken[];
  /** The answer to other filters; the next one is on its way. */
  readonly isStale: boolean;
  readonly sort: TokenSort;
  readonly onSort: (sort: TokenSort) => void;
  readonly selection?: NonNullable<Parameters<typeof TokenTable>[0]['selection']>;
}

function Sheet({ isStale, ...table }: SheetProps) {
  const { data: connectors = [] } = useQuery(connectorsQuery);
  const titles = new Map(connectors.map(({ key, title }) => [key, title]));
  return (
    <Paper withBorder radius="lg" bg="var(--surface)" style={{ overflow: 'hidden' }}>
      <Box opacity={isStale ? 0.6 : 1} aria-busy={isStale}>
        <TokenTable {...table} titleOf={(key) => titles.get(key) ?? key} />
      </Box>
    </Paper>
  );
}

/** Nothing at all, and not only nothing of what was looked for. */
function isEmpty(items: readonly unknown[] | undefined, search: TokenSearch): boolean {
  return items?.length === 0 && !isFiltered(search) && search.cursor === undefined;
}
