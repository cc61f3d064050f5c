import { Injectable } from '@nestjs/common';
import { newId } from '../../../kernel/ids.js';
import type { PagePlace } from '../../api/cursor.js';
import type { Caller } from '../../callers/caller.js';
import { Database } from '../../database/database.js';
import { EventsService } from '../../events/events.service.js';
import type { Webhook } from '../webhook.entity.js';
import { WebhookRecords } from '../webhook-records.js';
import { subjectOf } from '../webhook-subject.js';
import { deliveryNotFound, deliveryUnderWay, webhookIsDisabled } from '../webhooks.errors.js';
import { WebhooksService } from '../webhooks.service.js';
import { CLAIMED_FOR, DeliveryBook } from './delivery-book.js';
import { deliveryOf } from './delivery-sink.js';
import { DeliveryWorker } from './delivery-worker.js';
import type { DeliveryState, WebhookDelivery } from './webhook-delivery.entity.js';

/** The log of a webhook's deliveries, and those that people ask for. */
@Injectable()
export class DeliveriesService {
  constructor(
    private readonly database: Database,
    private readonly webhooks: WebhooksService,
    private readonly book: DeliveryBook,
    private readonly worker: DeliveryWorker,
    private readonly events: EventsService,
    private readonly records: WebhookRecords,
  ) {}

  /** The newest first. @throws webhook-not-found */
  async list(
    caller: Caller,
    webhookId: string,
    { place, state }: { readonly place: PagePlace; readonly state?: DeliveryState },
  ): Promise<WebhookDelivery[]> {
    await this.webhooks.get(caller, webhookId);
    return this.book.list({ webhookId, ...(state && { state }) }, place);
  }

  /** @throws webhook-not-found, delivery-not-found */
  async get(caller: Caller, webhookId: string, id: string): Promise<WebhookDelivery> {
    await this.webhooks.get(caller, webhookId);
    const delivery = await this.book.find(webhookId, id);
    if (!delivery) throw deliveryNotFound(id);
    return delivery;
  }

  /** Sends a test at once, also to a disabled webhook; one attempt. @throws webhook-not-found, receiver-busy */
  async test(caller: Caller, webhookId: string): Promise<WebhookDelivery> {
    const webhook = await this.webhooks.get(caller, webhookId);
    const now = await this.database.now();
    const claimed = await this.database.write(async (manager) => {
      const [id = ''] = await this.events.recordAll(manager, [testOf(webhook)]);
      const claim = newId('delivery');
      const dueAt = new Date(now.getTime() + CLAIMED_FOR);
      const delivery = { ...deliveryOf(webhook, { id, type: 'webhook.test' }, now), claim, dueAt };
      await this.book.insert(manager, [delivery]);
      await this.records.record(manager, webhook, { by: caller, what: 'tested' });
      return delivery;
    });
    await this.worker.perform(claimed);
    return this.get(caller, webhookId, claimed.id);
  }

  /** Sends again what has ended. @throws webhook-not-found, delivery-not-found, webhook-is-disabled, delivery-under-way */
  async redeliver(caller: Caller, webhookId: string, id: string): Promise<WebhookDelivery> {
    const webhook = await this.webhooks.get(caller, webhookId);
    await this.get(caller, webhookId, id);
    if (webhook.disabledAt) throw webhookIsDisabled(webhookId);
    const now = await this.database.now();
    await this.database.write(async (manager) => {
      if (!(await this.book.renew(manager, id, now))) throw deliveryUnderWay(id);
      await this.records.record(manager, webhook, { by: caller, what: 'redelivered', facts: { deliveryId: id } });
    });
    this.worker.ring();
    return this.get(caller, webhookId, id);
  }
}

function testOf(webhook: Webhook) {
  const { tenantId, appId } = webhook;
  const subject = subjectOf(webhook);
  return { tenantId, type: 'webhook.test', subject, data: {}, ...(appId === null ? {} : { appId }) } as const;
}
