import { Button, Code, Group, Skeleton, Stack, Table, Text } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useRight } from '../../api/session.js';
import { CardTable, cardTableClasses as classes } from '../../components/card-table.js';
import { EmptyPlace } from '../../components/empty-place.js';
import { PlusIcon } from '../../components/icons.js';
import { Instant } from '../../components/instant.js';
import { ButtonLink, TextLink } from '../../components/links.js';
import { Monogram } from '../../components/monogram.js';
import { Page } from '../../components/page.js';
import { Panel } from '../../components/panel.js';
import { ProblemNotice } from '../../components/problem-notice.js';
import { ownConnectorTexts as texts } from '../../texts/own-connectors.js';
import { described, type OwnConnector, ownConnectorsQuery } from './own-connector-queries.js';

const { columns } = texts;

/** Manage Center: the systems that the company has described itself. */
export function OwnConnectorsPage() {
  const list = useInfiniteQuery(ownConnectorsQuery);
  const { data: connectors, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = list;
  const create = useRight('manage-tenant') ? (
    <ButtonLink to="/manage/own-connectors/new" leftSection={<PlusIcon />}>
      {texts.create}
    </ButtonLink>
  ) : undefined;
  return (
    <Page title={texts.title} about={texts.about} actions={create}>
      {error ? <ProblemNotice error={error} onRetry={() => void refetch()} /> : null}
      {!(connectors || error) ? <Skeleton h={160} radius="lg" /> : null}
      {connectors?.length === 0 ? (
        <Panel>
          <EmptyPlace title={texts.empty} text={texts.emptyText} />
        </Panel>
      ) : null}
      {connectors && connectors.length > 0 ? (
        <CardTable label={texts.title} columns={Object.values(columns)}>
          {connectors.map((connector) => (
            <ConnectorRow key={connector.key} connector={connector} />
          ))}
        </CardTable>
      ) : null}
      {hasNextPage ? (
        <Button variant="default" mx="auto" loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
          {texts.more}
        </Button>
      ) : null}
    </Page>
  );
}

function ConnectorRow({ connector }: { readonly connector: OwnConnector }) {
  const { key, changedAt } = connector;
  const { title, hosts, methods } = described(connector);
  return (
    <Table.Tr>
      <Table.Td className={classes.name}>
        <Group gap="sm" wrap="nowrap">
          <Monogram name={key} title={title} />
          <Stack gap={2} miw={0}>
            <TextLink to="/manage/own-connectors/$key" params={{ key }} fw={600} size="sm">
              {title}
            </TextLink>
            <Code w="fit-content">{key}</Code>
          </Stack>
        </Group>
      </Table.Td>
      <Table.Td data-label={columns.hosts} data-wide className={classes.name}>
        <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
          {hosts.join(', ')}
        </Text>
      </Table.Td>
      <Table.Td data-label={columns.methods} data-wide>
        {methods.join(', ')}
      </Table.Td>
      <Table.Td data-label={columns.changed}>
        <Instant at={changedAt} />
      </Table.Td>
    </Table.Tr>
  );
}
