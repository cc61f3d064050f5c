import { Badge, Button, Skeleton, Table, Text } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { CardTable, cardTableClasses as classes } from '../../components/card-table.js';
import { useConfirmation } from '../../components/confirmation.js';
import { Instant } from '../../components/instant.js';
import { useMessages } from '../../components/messages.js';
import { keysTexts as texts } from '../../texts/keys.js';
import { type ApiKey, appNamesQuery, keyDoors } from './key-queries.js';

interface KeyTableProps {
  /** Undefined while they are asked for. */
  readonly keys: readonly ApiKey[] | undefined;
  readonly label: string;
  /** Whether they are of several apps. */
  readonly showsReach: boolean;
}

/** One row for each key, those that work no more included. */
export function KeyTable({ keys, label, showsReach }: KeyTableProps) {
  const { actions, reach, name, ...rest } = texts.columns;
  const columns = [name, ...(showsReach ? [reach] : []), ...Object.values(rest)];
  return (
    <CardTable label={label} columns={columns} actions={actions}>
      {keys ? (
        keys.map((key) => <KeyRow key={key.id} apiKey={key} showsReach={showsReach} />)
      ) : (
        <WaitingRow columns={columns} />
      )}
    </CardTable>
  );
}

function KeyRow({ apiKey, showsReach }: { readonly apiKey: ApiKey; readonly showsReach: boolean }) {
  const { name, rights, state, lastUsedAt, expiresAt } = apiKey;
  const { columns } = texts;
  return (
    <Table.Tr>
      <Table.Td>
        <Text fw={600} size="sm" className={classes.name} {...(state === 'active' ? {} : { c: 'dimmed' })}>
          {name}
        </Text>
      </Table.Td>
      {showsReach ? (
        <Table.Td data-label={columns.reach} data-wide>
          <Reach appId={apiKey.appId} />
        </Table.Td>
      ) : null}
      <Table.Td data-label={columns.rights} data-wide>
        {rights.map((right) => texts.rights[right].name).join(', ')}
      </Table.Td>
      <Table.Td data-label={columns.state}>
        <Badge variant="default" className={classes.state} data-state={state}>
          {texts.states[state]}
        </Badge>
      </Table.Td>
      <Table.Td data-label={columns.lastUsed}>
        <Instant at={lastUsedAt} />
      </Table.Td>
      <Table.Td data-label={columns.ends}>
        <Instant at={expiresAt} otherwise={texts.noEnd} />
      </Table.Td>
      <Table.Td className={classes.menu}>{state === 'active' ? <RevokeButton apiKey={apiKey} /> : null}</Table.Td>
    </Table.Tr>
  );
}

function Reach({ appId }: { readonly appId: string | undefined }) {
  const { data: apps = [] } = useQuery(appNamesQuery);
  if (appId === undefined) return texts.tenant;
  return <span className={classes.name}>{apps.find(({ id }) => id === appId)?.name ?? appId}</span>;
}

function RevokeButton({ apiKey: { id, name } }: { readonly apiKey: ApiKey }) {
  const client = useQueryClient();
  const confirm = useConfirmation();
  const { tell, tellProblem } = useMessages();
  const revoking = useMutation({
    mutationFn: () => keyDoors.revoke(id),
    onSuccess: () => tell(texts.revoked(name)),
    onError: tellProblem,
    onSettled: () => client.invalidateQueries({ queryKey: ['keys'] }),
  });
  const ask = async () => {
    const { title, text } = texts.confirm;
    if (await confirm({ title: title(name), consequences: text, confirm: texts.revoke })) revoking.mutate();
  };
  return (
    <Button
      size="compact-sm"
      variant="default"
      aria-label={texts.revokeOf(name)}
      loading={revoking.isPending}
      onClick={() => void ask()}
    >
      {texts.revoke}
    </Button>
  );
}

function WaitingRow({ columns }: { readonly columns: readonly string[] }) {
  return (
    <Table.Tr aria-hidden>
      {columns.map((column) => (
        <Table.Td key={column}>
          <Skeleton h={14} w={90} />
        </Table.Td>
      ))}
      <Table.Td />
    </Table.Tr>
  );
}
