import { Badge } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { webhookTexts as texts } from '../../texts/webhooks.js';
import { appNamesQuery, type Webhook } from './webhook-queries.js';

const COLORS = { active: 'cabinet', failing: 'yellow', disabled: 'gray' } as const;

/** Whether it is told, and whether that goes through. */
export function WebhookState({ webhook: { enabled, failingSince } }: { readonly webhook: Webhook }) {
  const state = enabled ? (failingSince === undefined ? 'active' : 'failing') : 'disabled';
  return (
    <Badge variant="light" color={COLORS[state]} tt="none">
      {texts.states[state]}
    </Badge>
  );
}

/** Of the whole tenant, or of one app. */
export function Reach({ webhook: { appId } }: { readonly webhook: Webhook }) {
  const { data: apps = [] } = useQuery(appNamesQuery);
  return appId === undefined ? texts.tenant : (apps.find(({ id }) => id === appId)?.name ?? appId);
}
