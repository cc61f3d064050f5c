import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { newId } from '../../../kernel/ids.js';
import { Database } from '../../database/database.js';
import { isLifecycle } from '../../events/lifecycle-types.js';
import { type EventSink, EventSinks } from '../../events/outbox/event-sinks.js';
import type { PlacedEvent, StoredEvent } from '../../events/outbox/stored-event.entity.js';
import type { Webhook } from '../webhook.entity.js';
import { WebhooksRepository } from '../webhooks.repository.js';
import { DeliveryBook } from './delivery-book.js';
import { DeliveryWorker } from './delivery-worker.js';
import type { WebhookDelivery } from './webhook-delivery.entity.js';

/** Turns each event into one delivery for every webhook that wants it. */
@Injectable()
export class DeliverySink implements EventSink, OnModuleInit {
  constructor(
    private readonly database: Database,
    private readonly sinks: EventSinks,
    private readonly webhooks: WebhooksRepository,
    private readonly book: DeliveryBook,
    private readonly worker: DeliveryWorker,
  ) {}

  onModuleInit(): void {
    this.sinks.register(this);
  }

  async take(manager: EntityManager, events: readonly PlacedEvent[]): Promise<void> {
    const webhooks = await this.webhooks.listening(manager, [...new Set(events.map(({ tenantId }) => tenantId))]);
    if (webhooks.length === 0) return;
    const dueAt = await this.database.now();
    const deliveries = events.flatMap((event) =>
      webhooks.filter((webhook) => wants(webhook, event)).map((webhook) => deliveryOf(webhook, event, dueAt)),
    );
    if (deliveries.length === 0) return;
    await this.book.insert(manager, deliveries);
    this.database.afterCommit(manager, () => this.worker.ring());
  }
}

/** A test is delivered by whoever asked for it; lifecycle events only to those who name them. */
function wants({ tenantId, appId, types }: Webhook, event: StoredEvent): boolean {
  if (event.tenantId !== tenantId || event.type === 'webhook.test') return false;
  if (appId !== null && event.appId !== appId) return false;
  return types.length === 0 ? !isLifecycle(event.type) : types.includes(event.type);
}

export function deliveryOf(
  { id, tenantId, url }: Webhook,
  event: Pick<StoredEvent, 'id' | 'type'>,
  dueAt: Date,
): WebhookDelivery {
  return {
    id: newId('delivery'),
    tenantId,
    webhookId: id,
    eventId: event.id,
    eventType: event.type,
    host: new URL(url).hostname,
    state: 'pending',
    attempts: [],
    tries: 0,
    dueAt,
    claim: null,
    createdAt: dueAt,
    endedAt: null,
  };
}
