import { Button, Group, Stack, Text, Title } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { EmptyPlace } from '../../components/empty-place.js';
import { PlusIcon } from '../../components/icons.js';
import { Page } from '../../components/page.js';
import { Panel } from '../../components/panel.js';
import { ProblemNotice } from '../../components/problem-notice.js';
import { ShownOnce } from '../../components/shown-once.js';
import { keysTexts as texts } from '../../texts/keys.js';
import { CreateKeyDialog } from './create-key-dialog.js';
import { keysQuery, type MadeKey } from './key-queries.js';
import { KeyTable } from './key-table.js';

/** Manage Center: the keys of the tenant and of its apps. */
export function TenantKeysPage() {
  const [isCreating, setCreating] = useState(false);
  return (
    <Page title={texts.title} about={texts.about} actions={<CreateButton onClick={() => setCreating(true)} />}>
      <Keys isCreating={isCreating} onCreate={setCreating} />
    </Page>
  );
}

/** App Builder: the keys of one app. */
export function AppKeysPage() {
  const { appId } = useParams({ from: '/house/apps/$appId/parts/keys' });
  const [isCreating, setCreating] = useState(false);
  return (
    <Stack gap="md">
      <Group justify="space-between" align="flex-end">
        <div>
          <Title order={2} size="h3">
            {texts.appTitle}
          </Title>
          <Text size="sm" c="dimmed" mt={2}>
            {texts.appAbout}
          </Text>
        </div>
        <CreateButton onClick={() => setCreating(true)} />
      </Group>
      <Keys appId={appId} isCreating={isCreating} onCreate={setCreating} />
    </Stack>
  );
}

function CreateButton({ onClick }: { readonly onClick: () => void }) {
  return (
    <Button leftSection={<PlusIcon />} onClick={onClick}>
      {texts.create}
    </Button>
  );
}

interface KeysProps {
  readonly appId?: string;
  readonly isCreating: boolean;
  readonly onCreate: (isCreating: boolean) => void;
}

/** The list, the form of a new one, and the new one itself. */
function Keys({ appId, isCreating, onCreate }: KeysProps) {
  const query = useInfiniteQuery(keysQuery(appId));
  const { data: keys, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = query;
  const [made, setMade] = useState<MadeKey>();
  const label = appId === undefined ? texts.title : texts.appTitle;
  return (
    <>
      {error ? <ProblemNotice error={error} onRetry={() => void refetch()} /> : null}
      {keys?.length === 0 ? (
        <Panel>
          <EmptyPlace title={texts.empty} text={texts.emptyText} />
        </Panel>
      ) : null}
      {error || keys?.length === 0 ? null : <KeyTable keys={keys} label={label} showsReach={appId === undefined} />}
      {hasNextPage ? (
        <Button variant="default" mx="auto" loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
          {texts.more}
        </Button>
      ) : null}
      {isCreating ? (
        <CreateKeyDialog {...(appId === undefined ? {} : { appId })} onClose={() => onCreate(false)} onMade={setMade} />
      ) : null}
      {made === undefined ? null : (
        <ShownOnce
          {...{ ...texts.made, title: texts.made.title(made.name), value: made.key }}
          onClose={() => setMade(undefined)}
        />
      )}
    </>
  );
}
