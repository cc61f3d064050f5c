import { Alert, Stack, Text } from '@mantine/core';
import { useSuspenseQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { type Fact, FactList } from '../../components/fact-list.js';
import { Instant } from '../../components/instant.js';
import { Page } from '../../components/page.js';
import { Panel } from '../../components/panel.js';
import { ProblemNotice } from '../../components/problem-notice.js';
import { ShownOnce } from '../../components/shown-once.js';
import { webhookTexts } from '../../texts/webhooks.js';
import { DeliveryLog } from './delivery-log.js';
import { eventName } from './event-name.js';
import { useWebhookActions } from './use-webhook-actions.js';
import { WebhookButtons } from './webhook-buttons.js';
import { WebhookDialog } from './webhook-dialog.js';
import { type Webhook, webhookQuery } from './webhook-queries.js';
import { Reach, WebhookState } from './webhook-state.js';

const { page: texts } = webhookTexts;

/** One webhook: whether it is told, what can be done with it, and what became of what it was told. */
export function WebhookPage() {
  const { webhookId } = useParams({ from: '/house/manage/webhooks/$webhookId' });
  const { data: webhook } = useSuspenseQuery(webhookQuery(webhookId));
  const [secret, setSecret] = useState<string>();
  const [isEditing, setEditing] = useState(false);
  const actions = useWebhookActions(webhook, setSecret);
  return (
    <Page
      title={new URL(webhook.url).hostname}
      about={<WebhookState webhook={webhook} />}
      actions={<WebhookButtons webhook={webhook} actions={actions} onEdit={() => setEditing(true)} />}
    >
      {actions.error ? <ProblemNotice error={actions.error} onDismiss={actions.dismiss} /> : null}
      {webhook.enabled ? null : (
        <Alert variant="light" color="gray">
          <Text size="sm">
            {texts.because[webhook.disabledBecause ?? '']} {texts.disabledText}
          </Text>
        </Alert>
      )}
      <Stack gap="lg">
        <Panel>
          <FactList facts={factsOf(webhook)} />
        </Panel>
        <DeliveryLog webhookId={webhookId} mayRepeat={webhook.enabled} />
      </Stack>
      {isEditing ? <WebhookDialog webhook={webhook} onClose={() => setEditing(false)} onSave={actions.change} /> : null}
      {secret === undefined ? null : (
        <ShownOnce {...webhookTexts.secret} value={secret} onClose={() => setSecret(undefined)} />
      )}
    </Page>
  );
}

function factsOf(webhook: Webhook): readonly Fact[] {
  const { facts } = texts;
  const { description, types, createdAt } = webhook;
  const times = [
    [facts.failing, webhook.failingSince],
    [facts.disabled, webhook.disabledAt],
    [facts.oldSecret, webhook.previousSecretUntil],
    [facts.created, createdAt],
  ] as const;
  return [
    ...(description === '' ? [] : [[facts.description, description] as const]),
    [facts.url, webhook.url],
    [facts.reach, <Reach key="reach" webhook={webhook} />],
    [facts.types, types.length === 0 ? webhookTexts.usual : types.map(eventName).join(', ')],
    ...times.flatMap(([what, at]) =>
      at === undefined ? [] : [[what, <Instant key={what} at={at} as="date" />] as const],
    ),
  ];
}
