import { Button, Skeleton, Table } from '@mantine/core';
import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { CardTable, cardTableClasses as classes } from '../../components/card-table.js';
import { EmptyPlace } from '../../components/empty-place.js';
import { PlusIcon } from '../../components/icons.js';
import { TextLink } from '../../components/links.js';
import { Page } from '../../components/page.js';
import { Panel } from '../../components/panel.js';
import { ProblemNotice } from '../../components/problem-notice.js';
import { ShownOnce } from '../../components/shown-once.js';
import { webhookTexts as texts } from '../../texts/webhooks.js';
import { WebhookDialog } from './webhook-dialog.js';
import { type Webhook, webhookDoors, webhooksQuery } from './webhook-queries.js';
import { Reach, WebhookState } from './webhook-state.js';

const { columns } = texts;

/** Manage Center: who outside is told what happens. */
export function WebhooksPage() {
  const client = useQueryClient();
  const list = useInfiniteQuery(webhooksQuery);
  const { data: webhooks, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = list;
  const [isCreating, setCreating] = useState(false);
  const [secret, setSecret] = useState<string>();
  const create = (
    <Button leftSection={<PlusIcon />} onClick={() => setCreating(true)}>
      {texts.create}
    </Button>
  );
  return (
    <Page title={texts.title} about={texts.about} actions={create}>
      {error ? <ProblemNotice error={error} onRetry={() => void refetch()} /> : null}
      {!(webhooks || error) ? <Skeleton h={160} radius="lg" /> : null}
      {webhooks?.length === 0 ? (
        <Panel>
          <EmptyPlace title={texts.empty} text={texts.emptyText} />
        </Panel>
      ) : null}
      {webhooks && webhooks.length > 0 ? <WebhookTable webhooks={webhooks} /> : null}
      {hasNextPage ? (
        <Button variant="default" mx="auto" loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
          {texts.more}
        </Button>
      ) : null}
      {isCreating ? (
        <WebhookDialog
          onClose={() => setCreating(false)}
          onSave={async ({ appId, ...wanted }) => {
            const made = await webhookDoors.create({ ...wanted, ...(appId === '' ? {} : { appId }) });
            setSecret(made.secret);
            await client.invalidateQueries({ queryKey: ['webhooks'] });
          }}
        />
      ) : null}
      {secret === undefined ? null : (
        <ShownOnce {...texts.secret} value={secret} onClose={() => setSecret(undefined)} />
      )}
    </Page>
  );
}

function WebhookTable({ webhooks }: { readonly webhooks: readonly Webhook[] }) {
  return (
    <CardTable label={texts.title} columns={Object.values(columns)}>
      {webhooks.map((webhook) => (
        <Table.Tr key={webhook.id}>
          <Table.Td className={classes.name}>
            <TextLink to="/manage/webhooks/$webhookId" params={{ webhookId: webhook.id }} fw={600} size="sm">
              {webhook.url}
            </TextLink>
          </Table.Td>
          <Table.Td data-label={columns.reach} data-wide className={classes.name}>
            <Reach webhook={webhook} />
          </Table.Td>
          <Table.Td data-label={columns.types} data-wide>
            {webhook.types.length === 0 ? texts.usual : texts.typesCount(webhook.types.length)}
          </Table.Td>
          <Table.Td data-label={columns.state}>
            <WebhookState webhook={webhook} />
          </Table.Td>
        </Table.Tr>
      ))}
    </CardTable>
  );
}
