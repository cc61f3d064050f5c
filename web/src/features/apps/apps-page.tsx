import { Badge, Button, Paper, SimpleGrid, Skeleton, Stack, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useInfiniteQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useRight } from '../../api/session.js';
import { EmptyPlace } from '../../components/empty-place.js';
import { PlusIcon } from '../../components/icons.js';
import { Instant } from '../../components/instant.js';
import { AreaLink } from '../../components/links.js';
import { Page } from '../../components/page.js';
import { ProblemNotice } from '../../components/problem-notice.js';
import { appsTexts as texts } from '../../texts/apps.js';
import { type App, appsQuery } from './app-queries.js';
import classes from './apps.module.css';
import { CreateAppDialog } from './create-app-dialog.js';

/** App Builder: the apps that the reader can reach. */
export function AppsPage() {
  const mayCreate = useRight('manage-app');
  const [isCreating, { open, close }] = useDisclosure(false);
  const isEmpty = useInfiniteQuery(appsQuery).data?.length === 0;
  const createButton = mayCreate ? (
    <Button leftSection={<PlusIcon />} onClick={open}>
      {texts.create}
    </Button>
  ) : null;
  return (
    <Page title={texts.title} about={texts.about} actions={isEmpty ? null : createButton}>
      <AppList createButton={createButton} />
      <CreateAppDialog isOpen={isCreating} onClose={close} />
    </Page>
  );
}

function AppList({ createButton }: { readonly createButton: ReactNode }) {
  const { data: apps, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery(appsQuery);
  if (error) return <ProblemNotice error={error} onRetry={() => void refetch()} />;
  if (apps?.length === 0) {
    const { title, text, notYours } = texts.empty;
    return <EmptyPlace title={title} text={createButton ? text : notYours} action={createButton} />;
  }
  return (
    <>
      <SimpleGrid component="ul" cols={{ base: 1, sm: 2, lg: 3 }} className={classes.list}>
        {apps ? apps.map((app) => <AppCard key={app.id} app={app} />) : <WaitingCards />}
      </SimpleGrid>
      {hasNextPage ? (
        <Button variant="default" mx="auto" loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
          {texts.more}
        </Button>
      ) : null}
    </>
  );
}

function AppCard({ app }: { readonly app: App }) {
  return (
    <li>
      <AreaLink to="/apps/$appId" params={{ appId: app.id }} className={classes.card}>
        <Stack gap="xs" align="flex-start" h="100%" justify="space-between">
          <Text fw={600} lineClamp={2} className={classes.name}>
            {app.name}
          </Text>
          <Badge variant="default">{texts.kinds[app.kind].name}</Badge>
          <Text size="xs" c="dimmed">
            {texts.columns.changed} <Instant at={app.updatedAt} />
          </Text>
        </Stack>
      </AreaLink>
    </li>
  );
}

function WaitingCards() {
  return ['first', 'second', 'third'].map((key) => (
    <Paper component="li" key={key} className={classes.card} aria-hidden>
      <Skeleton h={20} w="60%" />
      <Skeleton h={18} w="30%" mt="sm" />
      <Skeleton h={14} w="40%" mt="sm" />
    </Paper>
  ));
}
