import { Badge, Button, Code, Group, Skeleton, Table, Text } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { useRight } from '../../api/session.js';
import { CardTable, cardTableClasses as classes } from '../../components/card-table.js';
import { EmptyPlace } from '../../components/empty-place.js';
import { PlusIcon } from '../../components/icons.js';
import { ButtonLink, TextLink } from '../../components/links.js';
import { ProblemNotice } from '../../components/problem-notice.js';
import { lookupTexts as texts } from '../../texts/lookups.js';
import { type Lookup, lookupsQuery } from './lookup-queries.js';

/** The lookups of an app. */
export function LookupsPage() {
  const { appId } = useParams({ from: '/house/apps/$appId' });
  const list = useInfiniteQuery(lookupsQuery(appId));
  const { data: lookups, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = list;
  if (error) return <ProblemNotice error={error} onRetry={() => void refetch()} />;
  if (!lookups) return <Skeleton h={160} />;
  if (lookups.length === 0) return <NoLookups appId={appId} />;
  return (
    <>
      <Group justify="space-between" gap="md">
        <Text size="sm" c="dimmed">
          {texts.about}
        </Text>
        <CreateButton appId={appId} />
      </Group>
      <LookupTable lookups={lookups} />
      {hasNextPage ? (
        <Button variant="default" mx="auto" loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
          {texts.more}
        </Button>
      ) : null}
    </>
  );
}

function LookupTable({ lookups }: { readonly lookups: readonly Lookup[] }) {
  return (
    <CardTable label={texts.label} columns={Object.values(texts.columns)}>
      {lookups.map((lookup) => (
        <LookupRow key={lookup.id} lookup={lookup} />
      ))}
    </CardTable>
  );
}

function LookupRow({ lookup: { appId, name, action, token, warnings } }: { readonly lookup: Lookup }) {
  const [warning] = warnings;
  return (
    <Table.Tr>
      <Table.Td>
        <TextLink
          to="/apps/$appId/lookups/$lookup"
          params={{ appId, lookup: name }}
          fw={550}
          style={{ overflowWrap: 'anywhere' }}
        >
          {name}
        </TextLink>
      </Table.Td>
      <Table.Td data-label={texts.columns.action}>
        <Code>{action}</Code>
      </Table.Td>
      <Table.Td data-label={texts.columns.token} data-wide className={classes.name}>
        {token}
      </Table.Td>
      <Table.Td data-label={texts.columns.state}>
        {warning === undefined ? (
          <Text size="sm" c="dimmed">
            {texts.fine}
          </Text>
        ) : (
          <Badge color="yellow" variant="light" tt="none">
            {texts.headings[warning.code] ?? warning.code}
          </Badge>
        )}
      </Table.Td>
    </Table.Tr>
  );
}

function NoLookups({ appId }: { readonly appId: string }) {
  const mayCreate = useRight('manage-app', appId);
  const { title, text, notYours } = texts.empty;
  return <EmptyPlace title={title} text={mayCreate ? text : notYours} action={<CreateButton appId={appId} />} />;
}

function CreateButton({ appId }: { readonly appId: string }) {
  if (!useRight('manage-app', appId)) return null;
  return (
    <ButtonLink to="/apps/$appId/new-lookup" params={{ appId }} leftSection={<PlusIcon />}>
      {texts.create}
    </ButtonLink>
  );
}
