import { Button, Skeleton } from '@mantine/core';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useParams, useSearch } from '@tanstack/react-router';
import { EmptyPlace } from '../../components/empty-place.js';
import { ProblemNotice } from '../../components/problem-notice.js';
import { runTexts as texts } from '../../texts/runs.js';
import { RunFilters } from './run-filters.js';
import { processNamesQuery, type RunFilter, runsQuery } from './run-queries.js';
import { filterOf, isFiltered } from './run-search.js';
import { RunTable } from './run-table.js';
import { useRunsStream } from './use-runs-stream.js';

/** The runs of an app, as somebody looks for them. */
export function AppRunsPage() {
  const { appId } = useParams({ from: '/house/apps/$appId' });
  const search = useSearch({ from: '/house/apps/$appId/parts/runs' });
  const { data: names } = useQuery(processNamesQuery(appId));
  return (
    <>
      <RunFilters names={names} />
      <RunList filter={filterOf(appId, search)} names={names} isFiltered={isFiltered(search)} />
    </>
  );
}

/** The runs of one process. */
export function ProcessRunsPage() {
  const { appId, processId } = useParams({ from: '/house/apps/$appId/processes/$processId' });
  return <RunList filter={{ appId, processId }} />;
}

interface RunListProps {
  readonly filter: RunFilter;
  /** Of the processes; absent where all runs are of one. */
  readonly names?: ReadonlyMap<string, string> | undefined;
  readonly isFiltered?: boolean;
}

function RunList({ filter, names, isFiltered: isPart = false }: RunListProps) {
  const isLive = useRunsStream(filter);
  const {
    data: runs,
    error,
    refetch,
    hasNextPage,
    fetchNextPage,
    isFetchingNextPage,
  } = useInfiniteQuery(runsQuery(filter, isLive));
  if (error) return <ProblemNotice error={error} onRetry={() => void refetch()} />;
  if (!runs) return <Skeleton h={200} />;
  if (runs.length === 0) {
    const { title, text, filtered, filteredText } = texts.empty;
    return <EmptyPlace title={isPart ? filtered : title} text={isPart ? filteredText : text} />;
  }
  return (
    <>
      <RunTable runs={runs} names={names} />
      {hasNextPage ? (
        <Button variant="default" mx="auto" loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
          {texts.more}
        </Button>
      ) : null}
    </>
  );
}
