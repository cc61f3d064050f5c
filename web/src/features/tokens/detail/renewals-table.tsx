import { Skeleton, Table, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { EmptyPlace } from '../../../components/empty-place.js';
import { Instant } from '../../../components/instant.js';
import { ProblemNotice } from '../../../components/problem-notice.js';
import { tokenTexts } from '../../../texts/tokens.js';
import { tokenRenewalsQuery } from '../token-queries.js';

const texts = tokenTexts.page.renewals;

/** The latest renewals: who wanted them, and what came of each. */
export function RenewalsTable({ tokenId }: { readonly tokenId: string }) {
  const renewals = useQuery(tokenRenewalsQuery(tokenId));
  if (renewals.error) return <ProblemNotice error={renewals.error} onRetry={() => void renewals.refetch()} />;
  if (!renewals.data) return <Skeleton h={160} radius="lg" />;
  if (renewals.data.length === 0) return <EmptyPlace title={texts.none} text={texts.noneText} />;
  return (
    <Table.ScrollContainer minWidth={480} type="native">
      <Table>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{texts.when}</Table.Th>
            <Table.Th>{texts.why}</Table.Th>
            <Table.Th>{texts.outcome}</Table.Th>
            <Table.Th>{texts.generation}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {renewals.data.map(({ id, startedAt, trigger, outcome, reason, generation }) => (
            <Table.Tr key={id}>
              <Table.Td>
                <Instant at={startedAt} />
              </Table.Td>
              <Table.Td>{texts.triggers[trigger] ?? trigger}</Table.Td>
              <Table.Td style={{ overflowWrap: 'anywhere' }}>
                {texts.outcomes[outcome] ?? outcome}
                {reason ? (
                  <Text size="xs" c="dimmed">
                    {reason.message}
                  </Text>
                ) : null}
              </Table.Td>
              <Table.Td>{generation}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}
