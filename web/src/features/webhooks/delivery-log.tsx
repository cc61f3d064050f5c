import { Badge, Button, Skeleton, Stack, Table, Text, Title } from '@mantine/core';
import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';
import { CardTable, cardTableClasses as classes } from '../../components/card-table.js';
import { EmptyPlace } from '../../components/empty-place.js';
import { Instant } from '../../components/instant.js';
import { useMessages } from '../../components/messages.js';
import { Panel } from '../../components/panel.js';
import { ProblemNotice } from '../../components/problem-notice.js';
import { Told } from '../../components/told.js';
import { webhookTexts } from '../../texts/webhooks.js';
import { eventName } from './event-name.js';
import { type Delivery, deliveriesQuery, webhookDoors } from './webhook-queries.js';

const { log: texts } = webhookTexts;
const { columns } = texts;
const COLORS: Readonly<Record<Delivery['state'], string>> = { pending: 'yellow', delivered: 'cabinet', failed: 'red' };

interface DeliveryLogProps {
  readonly webhookId: string;
  /** A disabled webhook is sent nothing. */
  readonly mayRepeat: boolean;
}

/** What became of each event that the webhook was to be told. */
export function DeliveryLog({ webhookId, mayRepeat }: DeliveryLogProps) {
  const log = useInfiniteQuery(deliveriesQuery(webhookId));
  const { data: deliveries, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = log;
  return (
    <Stack gap="sm" component="section" aria-label={texts.title}>
      <div>
        <Title order={2} size="h3">
          {texts.title}
        </Title>
        <Text size="sm" c="dimmed">
          {texts.about}
        </Text>
      </div>
      {error ? <ProblemNotice error={error} onRetry={() => void refetch()} /> : null}
      {!(deliveries || error) ? <Skeleton h={120} radius="lg" /> : null}
      {deliveries?.length === 0 ? (
        <Panel>
          <EmptyPlace title={texts.none} text={texts.noneText} />
        </Panel>
      ) : null}
      {deliveries && deliveries.length > 0 ? (
        <CardTable label={texts.title} columns={Object.values(columns)} actions={texts.actions}>
          {deliveries.map((delivery) => (
            <DeliveryRow key={delivery.id} {...{ webhookId, delivery, mayRepeat }} />
          ))}
        </CardTable>
      ) : null}
      {hasNextPage ? (
        <Button variant="default" mx="auto" loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
          {webhookTexts.more}
        </Button>
      ) : null}
    </Stack>
  );
}

function DeliveryRow({ delivery, ...rest }: DeliveryLogProps & { readonly delivery: Delivery }) {
  const { createdAt, eventType, state } = delivery;
  return (
    <Table.Tr>
      <Table.Td>
        <Instant at={createdAt} as="date" />
      </Table.Td>
      <Table.Td data-label={columns.event} data-wide>
        <Text size="sm" title={eventType}>
          {eventName(eventType)}
        </Text>
      </Table.Td>
      <Table.Td data-label={columns.state}>
        <Badge variant="light" color={COLORS[state]} tt="none">
          {texts.states[state] ?? state}
        </Badge>
      </Table.Td>
      <Table.Td data-label={columns.attempts} data-wide>
        <Attempts delivery={delivery} />
      </Table.Td>
      <Table.Td className={classes.menu}>
        {rest.mayRepeat && state !== 'pending' ? <AgainButton webhookId={rest.webhookId} delivery={delivery} /> : null}
      </Table.Td>
    </Table.Tr>
  );
}

/** When each was made, and what came of it: the newest first. */
function Attempts({ delivery: { attempts, nextAttemptAt } }: { readonly delivery: Delivery }) {
  return (
    <Text size="xs" c="dimmed" component="ul" className={classes.facts}>
      {nextAttemptAt === undefined ? null : (
        <li>
          {texts.next} <Instant at={nextAttemptAt} />
        </li>
      )}
      {attempts.toReversed().map(({ at, status, durationMs, error }) => (
        <li key={at}>
          <Instant at={at} /> <Told text={status === undefined ? error?.message : texts.answered(status, durationMs)} />
        </li>
      ))}
    </Text>
  );
}

interface AgainButtonProps {
  readonly webhookId: string;
  readonly delivery: Delivery;
}

function AgainButton({ webhookId, delivery: { id, eventType } }: AgainButtonProps) {
  const client = useQueryClient();
  const { tell, tellProblem } = useMessages();
  const sending = useMutation({
    mutationFn: () => webhookDoors.redeliver(webhookId, id),
    onSuccess: () => tell(texts.sentAgain),
    onError: tellProblem,
    onSettled: () => client.invalidateQueries({ queryKey: deliveriesQuery(webhookId).queryKey }),
  });
  return (
    <Button
      size="compact-sm"
      variant="default"
      aria-label={texts.againOf(eventName(eventType))}
      loading={sending.isPending}
      onClick={() => sending.mutate()}
    >
      {texts.again}
    </Button>
  );
}
