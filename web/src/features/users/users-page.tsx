import { Button } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { PlusIcon } from '../../components/icons.js';
import { Page } from '../../components/page.js';
import { ProblemNotice } from '../../components/problem-notice.js';
import { usersTexts as texts } from '../../texts/users.js';
import { LinkDialog, type ShownLink } from './link-dialog.js';
import { UserDialog } from './user-dialog.js';
import { type User, usersQuery } from './user-queries.js';
import { UserTable } from './user-table.js';

/** Manage Center: the people of the tenant. */
export function UsersPage() {
  const { data: users, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery(usersQuery);
  const [edited, setEdited] = useState<User | 'new'>();
  const [link, setLink] = useState<ShownLink>();
  const invite = (
    <Button leftSection={<PlusIcon />} onClick={() => setEdited('new')}>
      {texts.invite}
    </Button>
  );
  return (
    <Page title={texts.title} about={texts.about} actions={invite}>
      {error ? (
        <ProblemNotice error={error} onRetry={() => void refetch()} />
      ) : (
        <UserTable users={users} onEdit={setEdited} onLink={setLink} />
      )}
      {hasNextPage ? (
        <Button variant="default" mx="auto" loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
          {texts.more}
        </Button>
      ) : null}
      {edited === undefined ? null : (
        <UserDialog
          {...(edited === 'new' ? {} : { user: edited })}
          onClose={() => setEdited(undefined)}
          onLink={setLink}
        />
      )}
      {link === undefined ? null : <LinkDialog {...link} onClose={() => setLink(undefined)} />}
    </Page>
  );
}
