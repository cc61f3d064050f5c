import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Brackets, type EntityManager, In, IsNull } from 'typeorm';
import { Database } from '../database/database.js';
import { EventInterest, type Listener, type ListenerSource } from '../events/interest/event-interest.js';
import { isLifecycle } from '../events/lifecycle-types.js';
import { Webhook } from './webhook.entity.js';
import type { WebhookReach } from './webhook-access.js';

/** Columns that people change, and those that deliveries move. */
export type WebhookChange = Partial<Omit<Webhook, 'id' | 'tenantId' | 'appId'>>;

/** Webhooks in storage. */
@Injectable()
export class WebhooksRepository implements ListenerSource, OnModuleInit {
  constructor(
    private readonly database: Database,
    private readonly interest: EventInterest,
  ) {}

  onModuleInit(): void {
    this.interest.register(this);
  }

  async listeners(manager: EntityManager, tenantId: string): Promise<Listener[]> {
    const webhooks = await this.listening(manager, [tenantId]);
    return webhooks
      .map(({ appId, types }) => ({ appId, types: types.filter(isLifecycle) }))
      .filter(({ types }) => types.length > 0);
  }

  find(id: string): Promise<Webhook | null> {
    return this.database.reader.findOneBy(Webhook, { id });
  }

  /** In the order they were made. */
  list(
    tenantId: string,
    { ofTenant, ofApps }: WebhookReach,
    { after, limit }: { readonly after?: string; readonly limit: number },
  ): Promise<Webhook[]> {
    const query = this.database.reader
      .createQueryBuilder(Webhook, 'webhook')
      .where('webhook.tenantId = :tenantId', { tenantId })
      .orderBy('webhook.id', 'ASC')
      .limit(limit);
    if (after !== undefined) query.andWhere('webhook.id > :after', { after });
    query.andWhere(
      new Brackets((either) => {
        either.where(ofTenant ? 'webhook.appId IS NULL' : '1 = 0');
        if (ofApps === 'all') either.orWhere('webhook.appId IS NOT NULL');
        else if (ofApps.length > 0) either.orWhere('webhook.appId IN (:...apps)', { apps: [...ofApps] });
      }),
    );
    return query.getMany();
  }

  /** The enabled ones of these tenants. */
  listening(manager: EntityManager, tenantIds: readonly string[]): Promise<Webhook[]> {
    return manager.findBy(Webhook, { tenantId: In([...tenantIds]), disabledAt: IsNull() });
  }

  count(manager: EntityManager, tenantId: string): Promise<number> {
    return manager.countBy(Webhook, { tenantId });
  }

  async insert(manager: EntityManager, webhook: Webhook): Promise<void> {
    await manager.insert(Webhook, webhook);
    await this.interest.changed(manager, webhook.tenantId);
  }

  /** Whether the webhook still was as it was read, and so was changed. */
  async change(
    manager: EntityManager,
    { id, tenantId, revision }: Pick<Webhook, 'id' | 'tenantId' | 'revision'>,
    change: WebhookChange,
  ): Promise<boolean> {
    await this.interest.changed(manager, tenantId);
    const result = await manager.update(Webhook, { id, revision }, { ...change, revision: revision + 1 });
    return result.affected === 1;
  }

  /** The present secret becomes the one before, as it is sealed at that moment. */
  async changeSecret(
    manager: EntityManager,
    { id, revision, secretGeneration }: Webhook,
    next: Pick<Webhook, 'sealedSecret' | 'previousUntil' | 'changedAt'>,
  ): Promise<boolean> {
    const result = await manager
      .createQueryBuilder()
      .update(Webhook)
      .set({
        ...next,
        sealedPrevious: () => '"sealedSecret"',
        secretGeneration: secretGeneration + 1,
        revision: revision + 1,
      })
      .where({ id, revision })
      .execute();
    return result.affected === 1;
  }

  async remove(manager: EntityManager, { id, tenantId, revision }: Webhook): Promise<boolean> {
    await this.interest.changed(manager, tenantId);
    return (await manager.delete(Webhook, { id, revision })).affected === 1;
  }
}
