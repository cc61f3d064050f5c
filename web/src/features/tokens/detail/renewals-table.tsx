import { Skeleton, Table, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { CardTable, cardTableClasses as classes } from '../../../components/card-table.js';
import { EmptyPlace } from '../../../components/empty-place.js';
import { Instant } from '../../../components/instant.js';
import { ProblemNotice } from '../../../components/problem-notice.js';
import { Told } from '../../../components/told.js';
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
    <CardTable label={texts.label} columns={[texts.when, texts.why, texts.outcome, texts.generation]}>
      {renewals.data.map(({ id, startedAt, trigger, outcome, reason, generation }) => (
        <Table.Tr key={id}>
          <Table.Td data-label={texts.when}>
            <Instant at={startedAt} />
          </Table.Td>
          <Table.Td data-label={texts.why} data-wide>
            {texts.triggers[trigger] ?? trigger}
          </Table.Td>
          <Table.Td data-label={texts.outcome} data-wide>
            <div className={classes.name}>
              {texts.outcomes[outcome] ?? outcome}
              {reason ? (
                <Text size="xs" c="dimmed">
                  <Told text={reason.message} />
                </Text>
              ) : null}
            </div>
          </Table.Td>
          <Table.Td data-label={texts.generation}>{generation}</Table.Td>
        </Table.Tr>
      ))}
    </CardTable>
  );
}
