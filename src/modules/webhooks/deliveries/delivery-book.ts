import { Injectable } from '@nestjs/common';
import { type EntityManager, In, LessThan, Not, type SelectQueryBuilder } from 'typeorm';
import { newId } from '../../../kernel/ids.js';
import { Database } from '../../database/database.js';
import type { DeliverySlots } from './delivery-slots.js';
import { type DeliveryState, WebhookDelivery } from './webhook-delivery.entity.js';

/** Longer than an attempt may take; a delivery whose process died is tried again after this. Milliseconds. */
export const CLAIMED_FOR = 30_000;

/** Rows looked at for one claim. */
const LOOK_AT = 50;

/** Both databases limit the values of one statement. */
const INSERTED_AT_ONCE = 500;

export type DeliveryChange = Partial<Pick<WebhookDelivery, 'state' | 'attempts' | 'tries' | 'dueAt' | 'endedAt'>>;

export type ClaimedDelivery = WebhookDelivery & { readonly claim: string };

/** Deliveries in storage: who may try one, and what became of it. */
@Injectable()
export class DeliveryBook {
  constructor(private readonly database: Database) {}

  /** Takes due deliveries for which a slot is free; other replicas take others at the same time. */
  async claim(slots: DeliverySlots): Promise<ClaimedDelivery[]> {
    const now = await this.database.now();
    if (!(await this.due(this.database.reader, now, slots).select('delivery.id').limit(1).getOne())) return [];
    let taken: readonly WebhookDelivery[] = [];
    return this.database.write(
      async (manager) => {
        const query = this.due(manager, now, slots).limit(LOOK_AT);
        if (this.database.engine === 'postgres') query.setLock('pessimistic_write').setOnLocked('skip_locked');
        taken = (await query.getMany()).filter((delivery) => slots.take(delivery));
        if (taken.length === 0) return [];
        const claim = newId('delivery');
        const dueAt = new Date(now.getTime() + CLAIMED_FOR);
        await manager.update(WebhookDelivery, { id: In(taken.map(({ id }) => id)) }, { claim, dueAt });
        return taken.map((delivery) => ({ ...delivery, claim, dueAt }));
      },
      () => {
        for (const delivery of taken) slots.leave(delivery);
        taken = [];
      },
    );
  }

  /** On SQLite nobody else can be at work on the same file: what is claimed at the start was cut off. */
  async releaseCutOff(): Promise<void> {
    if (this.database.engine === 'postgres') return;
    const now = await this.database.now();
    await this.database.write((manager) =>
      manager
        .createQueryBuilder()
        .update(WebhookDelivery)
        .set({ claim: null, dueAt: now })
        .where('claim IS NOT NULL')
        .execute(),
    );
  }

  /** False when the claim has passed to somebody else, or the delivery is gone. */
  async settle(manager: EntityManager, { id, claim }: ClaimedDelivery, change: DeliveryChange): Promise<boolean> {
    const result = await manager.update(WebhookDelivery, { id, claim }, { ...change, claim: null });
    return result.affected === 1;
  }

  async insert(manager: EntityManager, deliveries: readonly WebhookDelivery[]): Promise<void> {
    for (let start = 0; start < deliveries.length; start += INSERTED_AT_ONCE)
      await manager.insert(WebhookDelivery, deliveries.slice(start, start + INSERTED_AT_ONCE));
  }

  find(webhookId: string, id: string): Promise<WebhookDelivery | null> {
    return this.database.reader.findOneBy(WebhookDelivery, { webhookId, id });
  }

  /** The newest first. */
  list(
    filter: { readonly webhookId: string; readonly state?: DeliveryState },
    { after, limit }: { readonly after?: string; readonly limit: number },
  ): Promise<WebhookDelivery[]> {
    return this.database.reader.find(WebhookDelivery, {
      where: { ...filter, ...(after !== undefined && { id: LessThan(after) }) },
      order: { id: 'DESC' },
      take: limit,
    });
  }

  /** Begins anew what has ended. False when it has not. */
  async renew(manager: EntityManager, id: string, dueAt: Date): Promise<boolean> {
    const change = { state: 'pending', tries: 0, dueAt, endedAt: null } as const;
    return (await manager.update(WebhookDelivery, { id, state: Not('pending') }, change)).affected === 1;
  }

  /** Nothing more is sent to a webhook that was disabled. */
  async giveUp(manager: EntityManager, webhookId: string, endedAt: Date): Promise<void> {
    const change = { state: 'failed', dueAt: null, claim: null, endedAt } as const;
    await manager.update(WebhookDelivery, { webhookId, state: 'pending' }, change);
  }

  async removeOf(manager: EntityManager, webhookIds: readonly string[]): Promise<void> {
    await manager.delete(WebhookDelivery, { webhookId: In([...webhookIds]) });
  }

  /** The order keeps PostgreSQL at the index, whatever its statistics say of how many are due. */
  private due(manager: EntityManager, now: Date, slots: DeliverySlots): SelectQueryBuilder<WebhookDelivery> {
    const query = manager
      .createQueryBuilder(WebhookDelivery, 'delivery')
      .where('delivery.dueAt <= :now', { now: now.toISOString() })
      .orderBy('delivery.dueAt', 'ASC');
    const { hosts, tenants } = slots.full();
    if (hosts.length > 0) query.andWhere('delivery.host NOT IN (:...hosts)', { hosts });
    if (tenants.length > 0) query.andWhere('delivery.tenantId NOT IN (:...tenants)', { tenants });
    return query;
  }
}
