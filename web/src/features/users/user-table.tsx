import { Badge, Box, Group, Skeleton, Table, Text, Tooltip } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useSession } from '../../api/session.js';
import { CardTable, cardTableClasses as classes } from '../../components/card-table.js';
import { Instant } from '../../components/instant.js';
import { usersTexts as texts } from '../../texts/users.js';
import type { ShownLink } from './link-dialog.js';
import { UserMenu } from './user-menu.js';
import { appNamesQuery, type User } from './user-queries.js';

interface UserTableProps {
  /** Undefined while they are asked for. */
  readonly users: readonly User[] | undefined;
  readonly onEdit: (user: User) => void;
  readonly onLink: (link: ShownLink) => void;
}

/** One row for each person; on a narrow screen one card. */
export function UserTable({ users, ...doors }: UserTableProps) {
  const { columns } = texts;
  const { actions, ...heads } = columns;
  return (
    <CardTable label={texts.title} columns={Object.values(heads)} actions={actions}>
      {users ? users.map((user) => <UserRow key={user.id} user={user} {...doors} />) : <WaitingRows />}
    </CardTable>
  );
}

function UserRow({ user, ...doors }: { readonly user: User } & Omit<UserTableProps, 'users'>) {
  const isMe = useSession().user.userId === user.id;
  const { columns, roles, states } = texts;
  return (
    <Table.Tr>
      <Table.Td>
        <Box miw={0}>
          <Group gap={6} wrap="nowrap">
            <Text fw={600} size="sm" className={classes.name}>
              {user.name}
            </Text>
            {isMe ? (
              <Badge size="xs" variant="default">
                {texts.you}
              </Badge>
            ) : null}
          </Group>
          <Text size="xs" c="dimmed" className={classes.name}>
            {user.email}
          </Text>
        </Box>
      </Table.Td>
      <Table.Td data-label={columns.role}>{roles[user.role].name}</Table.Td>
      <Table.Td data-label={columns.apps} data-wide>
        <AppsOf user={user} />
      </Table.Td>
      <Table.Td data-label={columns.state}>
        <Badge variant="default" className={classes.state} data-state={user.state}>
          {states[user.state]}
        </Badge>
      </Table.Td>
      <Table.Td data-label={columns.lastSignedIn}>
        <Instant at={user.lastSignedInAt} otherwise={texts.neverSignedIn} />
      </Table.Td>
      <Table.Td className={classes.menu}>
        <UserMenu user={user} {...doors} />
      </Table.Td>
    </Table.Tr>
  );
}

function AppsOf({ user: { role, appIds } }: { readonly user: User }) {
  const { data: apps = [] } = useQuery(appNamesQuery);
  if (role === 'admin') return texts.allApps;
  if (appIds.length === 0)
    return (
      <Text span inherit c="dimmed">
        {texts.noApps}
      </Text>
    );
  const names = appIds.map((id) => apps.find((app) => app.id === id)?.name ?? id);
  if (names.length === 1) return <span className={classes.name}>{names[0]}</span>;
  return (
    <Tooltip label={names.join(', ')}>
      <Badge variant="default" tabIndex={0}>
        {texts.apps(names.length)}
      </Badge>
    </Tooltip>
  );
}

function WaitingRows() {
  return ['first', 'second', 'third'].map((key) => (
    <Table.Tr key={key} aria-hidden>
      <Table.Td>
        <Skeleton h={14} w={140} />
        <Skeleton h={12} w={190} mt={8} />
      </Table.Td>
      {['role', 'apps', 'state', 'last'].map((cell) => (
        <Table.Td key={cell}>
          <Skeleton h={14} w={80} />
        </Table.Td>
      ))}
      <Table.Td />
    </Table.Tr>
  ));
}
