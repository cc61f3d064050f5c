import { Button, Group, NativeSelect, Skeleton } from '@mantine/core';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { EmptyPlace } from '../../components/empty-place.js';
import { ProblemNotice } from '../../components/problem-notice.js';
import { runTexts as texts } from '../../texts/runs.js';
import { processNamesQuery, type RunFilter, type RunStatus, runsQuery } from './run-queries.js';
import { readRunSearch } from './run-search.js';
import { RunTable } from './run-table.js';

const ANY = '';

/** The runs of an app, by status and process. */
export function AppRunsPage() {
  const { appId } = useParams({ from: '/house/apps/$appId' });
  const { status, process } = useSearch({ from: '/house/apps/$appId/parts/runs' });
  const { data: names } = useQuery(processNamesQuery(appId));
  const filter = { appId, ...(status && { status }), ...(process && { processId: process }) };
  return (
    <>
      <Group align="flex-end" gap="sm">
        <StatusFilter status={status} />
        <ProcessFilter process={process} names={names} />
      </Group>
      <RunList filter={filter} names={names} />
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
}

function RunList({ filter, names }: RunListProps) {
  const {
    data: runs,
    error,
    refetch,
    hasNextPage,
    fetchNextPage,
    isFetchingNextPage,
  } = useInfiniteQuery(runsQuery(filter));
  const isFiltered = filter.status !== undefined || (names !== undefined && filter.processId !== undefined);
  if (error) return <ProblemNotice error={error} onRetry={() => void refetch()} />;
  if (!runs) return <Skeleton h={200} />;
  if (runs.length === 0) {
    const { title, text, filtered, filteredText } = texts.empty;
    return <EmptyPlace title={isFiltered ? filtered : title} text={isFiltered ? filteredText : text} />;
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

function StatusFilter({ status }: { readonly status: RunStatus | undefined }) {
  const choose = useFilter();
  return (
    <NativeSelect
      label={texts.filter.status}
      value={status ?? ANY}
      onChange={(event) => choose({ status: event.currentTarget.value })}
      data={[
        { value: ANY, label: texts.filter.anyStatus },
        ...Object.entries(texts.status).map(([value, label]) => ({ value, label })),
      ]}
    />
  );
}

interface ProcessFilterProps {
  readonly process: string | undefined;
  readonly names: ReadonlyMap<string, string> | undefined;
}

function ProcessFilter({ process, names = new Map() }: ProcessFilterProps) {
  const choose = useFilter();
  return (
    <NativeSelect
      label={texts.filter.process}
      value={process ?? ANY}
      onChange={(event) => choose({ process: event.currentTarget.value })}
      data={[{ value: ANY, label: texts.filter.anyProcess }, ...[...names].map(([value, label]) => ({ value, label }))]}
    />
  );
}

function useFilter(): (part: Record<string, string>) => void {
  const navigate = useNavigate({ from: '/apps/$appId/runs' });
  return (part) => void navigate({ search: (before) => readRunSearch({ ...before, ...part }), replace: true });
}
