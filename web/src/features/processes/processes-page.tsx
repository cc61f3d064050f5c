import { Badge, Button, Group, Skeleton, Table, Text } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useRight } from '../../api/session.js';
import { CardTable } from '../../components/card-table.js';
import { EmptyPlace } from '../../components/empty-place.js';
import { PlusIcon } from '../../components/icons.js';
import { Instant } from '../../components/instant.js';
import { ButtonLink, TextLink } from '../../components/links.js';
import { ProblemNotice } from '../../components/problem-notice.js';
import { processTexts as texts } from '../../texts/processes.js';
import { type Process, processesQuery } from './process-queries.js';

/** The processes of an app. */
export function ProcessesPage() {
  const { appId } = useParams({ from: '/house/apps/$appId' });
  const create = useRight('manage-app', appId) ? (
    <ButtonLink to="/apps/$appId/processes/new" params={{ appId }} leftSection={<PlusIcon />}>
      {texts.create}
    </ButtonLink>
  ) : null;
  const list = useInfiniteQuery(processesQuery(appId));
  const { data: processes, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = list;
  if (error) return <ProblemNotice error={error} onRetry={() => void refetch()} />;
  if (!processes) return <Skeleton h={160} />;
  if (processes.length === 0) return <NoProcesses create={create} />;
  return (
    <>
      <Group justify="space-between" gap="md">
        <Text size="sm" c="dimmed">
          {texts.about}
        </Text>
        {create}
      </Group>
      <CardTable label={texts.label} columns={Object.values(texts.columns)}>
        {processes.map((process) => (
          <ProcessRow key={process.id} process={process} />
        ))}
      </CardTable>
      {hasNextPage ? (
        <Button variant="default" mx="auto" loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
          {texts.more}
        </Button>
      ) : null}
    </>
  );
}

function ProcessRow({ process: { id, appId, name, publishedVersion, updatedAt } }: { readonly process: Process }) {
  return (
    <Table.Tr>
      <Table.Td>
        <TextLink
          to="/apps/$appId/processes/$processId"
          params={{ appId, processId: id }}
          fw={550}
          style={{ overflowWrap: 'anywhere' }}
        >
          {name}
        </TextLink>
      </Table.Td>
      <Table.Td data-label={texts.columns.version}>
        {publishedVersion === 0 ? (
          <Text size="sm" c="dimmed">
            {texts.unpublished}
          </Text>
        ) : (
          <Badge variant="light">{texts.version(publishedVersion)}</Badge>
        )}
      </Table.Td>
      <Table.Td data-label={texts.columns.changed}>
        <Instant at={updatedAt} />
      </Table.Td>
    </Table.Tr>
  );
}

function NoProcesses({ create }: { readonly create: ReactNode }) {
  return (
    <EmptyPlace
      title={texts.empty.title}
      text={texts.empty.text}
      action={
        <Group gap="xs">
          <Button component="a" href="/docs" variant="default">
            {texts.empty.docs}
          </Button>
          {create}
        </Group>
      }
    />
  );
}
