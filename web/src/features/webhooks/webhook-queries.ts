import { queryOptions } from '@tanstack/react-query';
import { answered, answeredWithEtag, api } from '../../api/client.js';
import type { components } from '../../api/generated/openapi.js';
import { pageAfter, pagedQuery } from '../../api/pages.js';

type Schemas = components['schemas'];
export type Webhook = Schemas['WebhookView'];
export type Delivery = Schemas['DeliveryView'];
export type EventType = Webhook['types'][number];

/** While a delivery is under way its end is looked for: no live update tells it. Milliseconds. */
const LOOK_WHILE_PENDING = 3_000;

export const webhooksQuery = pagedQuery(['webhooks', 'list'], (cursor) =>
  answered(api.GET('/v1/webhooks', { params: { query: { limit: '100', ...pageAfter(cursor) } } })),
);

export const webhookQuery = (webhookId: string) =>
  queryOptions({
    queryKey: ['webhook', webhookId],
    queryFn: () => answered(api.GET('/v1/webhooks/{webhookId}', { params: { path: { webhookId } } })),
  });

export const deliveriesQuery = (webhookId: string) => ({
  ...pagedQuery(['webhooks', webhookId, 'deliveries'], (cursor) => {
    const query = { limit: '50', ...pageAfter(cursor) };
    return answered(api.GET('/v1/webhooks/{webhookId}/deliveries', { params: { path: { webhookId }, query } }));
  }),
  staleTime: 0,
  refetchInterval: LOOK_WHILE_PENDING,
});

/** Names of apps by id, as far as one page goes; an app that is not among them is told by its id. */
export const appNamesQuery = queryOptions({
  queryKey: ['apps', 'names'],
  queryFn: async () => {
    const { items } = await answered(api.GET('/v1/apps', { params: { query: { limit: '200' } } }));
    return items.map(({ id, name }) => ({ id, name }));
  },
});

const at = (webhookId: string) => ({ path: { webhookId } });

export const webhookDoors = {
  create: (body: Schemas['CreateWebhookRequest']) => answered(api.POST('/v1/webhooks', { body })),
  change: async (webhookId: string, body: Schemas['ChangeWebhookRequest']) =>
    answered(api.PATCH('/v1/webhooks/{webhookId}', { params: await versionOf(webhookId), body })),
  remove: async (webhookId: string) =>
    answered(api.DELETE('/v1/webhooks/{webhookId}', { params: await versionOf(webhookId) })),
  rotate: (webhookId: string) =>
    answered(api.POST('/v1/webhooks/{webhookId}/secret', { params: at(webhookId), body: {} })),
  test: (webhookId: string) => answered(api.POST('/v1/webhooks/{webhookId}/test', { params: at(webhookId) })),
  redeliver: (webhookId: string, deliveryId: string) =>
    answered(
      api.POST('/v1/webhooks/{webhookId}/deliveries/{deliveryId}/redeliver', {
        params: { path: { webhookId, deliveryId } },
      }),
    ),
};

/** The page shows the newest version, so that is what is changed. */
async function versionOf(webhookId: string) {
  const { etag } = await answeredWithEtag(api.GET('/v1/webhooks/{webhookId}', { params: at(webhookId) }));
  return { ...at(webhookId), header: { 'If-Match': etag } };
}
