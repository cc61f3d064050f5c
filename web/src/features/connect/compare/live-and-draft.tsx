import { Badge, Stack, Table, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Instant } from '../../../components/instant.js';
import { Panel } from '../../../components/panel.js';
import { connectTexts } from '../../../texts/connect.js';
import { type Draft, type LiveToken, type Method, tokenUsesQuery } from '../connect-queries.js';
import { rowsOf } from './compare-rows.js';
import classes from './live-and-draft.module.css';

const texts = connectTexts.compare;

interface LiveAndDraftProps {
  readonly live: LiveToken;
  readonly draft: Draft;
  readonly method: Method;
}

/** The live token beside what would replace it, and what the change touches. */
export function LiveAndDraft({ live, draft, method }: LiveAndDraftProps) {
  return (
    <Panel title={texts.title} about={texts.about}>
      <Stack gap="md">
        <Table.ScrollContainer minWidth={280} type="native">
          <Table layout="fixed" verticalSpacing="xs" horizontalSpacing="sm" className={classes.table}>
            <Table.Thead>
              <Table.Tr>
                <Table.Th w="28%">{texts.what}</Table.Th>
                <Table.Th>{texts.live}</Table.Th>
                <Table.Th>{texts.draft}</Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {rowsOf(live, draft, method).map(({ what, from, to, isChange }) => (
                <Table.Tr key={what} data-changed={isChange}>
                  <Table.Th scope="row">{what}</Table.Th>
                  <Table.Td>{from}</Table.Td>
                  <Table.Td>
                    {to}
                    {isChange ? (
                      <Badge size="xs" variant="light" ml={6} tt="none">
                        {texts.changed}
                      </Badge>
                    ) : null}
                  </Table.Td>
                </Table.Tr>
              ))}
              <Table.Tr>
                <Table.Th scope="row">{texts.expires}</Table.Th>
                <Table.Td>
                  <Instant at={live.expiresAt} otherwise="–" />
                </Table.Td>
                <Table.Td>
                  <Instant at={draft.issued?.expiresAt} otherwise="–" />
                </Table.Td>
              </Table.Tr>
              <Table.Tr>
                <Table.Th scope="row">{texts.generation}</Table.Th>
                <Table.Td>{live.generation}</Table.Td>
                <Table.Td>{texts.next(live.generation + 1)}</Table.Td>
              </Table.Tr>
            </Table.Tbody>
          </Table>
        </Table.ScrollContainer>
        <Touched live={live} draft={draft} />
      </Stack>
    </Panel>
  );
}

function Touched({ live, draft }: Pick<LiveAndDraftProps, 'live' | 'draft'>) {
  const { data: uses = [] } = useQuery(tokenUsesQuery(live.id));
  const isRenamed = draft.name.toLowerCase() !== live.name.toLowerCase();
  const apps = new Set(uses.map(({ appId }) => appId)).size;
  return (
    <div>
      <Text size="sm" fw={550}>
        {texts.touches}
      </Text>
      <Text size="sm" c="dimmed">
        {uses.length === 0
          ? texts.noUses
          : isRenamed
            ? texts.renamed(uses.length, live.name)
            : texts.uses(uses.length, apps)}{' '}
        {live.hiddenBy.length > 0 ? texts.hiddenBy(live.hiddenBy.length) : null}
      </Text>
    </div>
  );
}
