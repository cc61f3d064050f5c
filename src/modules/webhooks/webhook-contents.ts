import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Brackets, type EntityManager } from 'typeorm';
import type { AppEntity } from '../apps/app.entity.js';
import { type AppContents, AppContentsRegistry } from '../apps/app-contents.js';
import { Database } from '../database/database.js';
import { type TenantContents, TenantContentsRegistry } from '../tenants/tenant-contents.js';
import { type ResealBatch, type ResealOutcome, type SealedStore, SealedStores } from '../vault/sealed-stores.js';
import { sealedPrefix } from '../vault/sealed-value.js';
import { DeliveryBook } from './deliveries/delivery-book.js';
import { WebhookDelivery } from './deliveries/webhook-delivery.entity.js';
import { Webhook } from './webhook.entity.js';
import { WebhookSecrets } from './webhook-secrets.js';

/** What happens to webhooks when their app or tenant goes, and when the tenant's data key is rotated. */
@Injectable()
export class WebhookContents implements AppContents, TenantContents, SealedStore, OnModuleInit {
  readonly name = 'webhooks';

  constructor(
    private readonly database: Database,
    private readonly book: DeliveryBook,
    private readonly secrets: WebhookSecrets,
    private readonly apps: AppContentsRegistry,
    private readonly tenants: TenantContentsRegistry,
    private readonly stores: SealedStores,
  ) {}

  onModuleInit(): void {
    this.apps.register(this);
    this.tenants.register(this);
    this.stores.register(this);
  }

  async deleteApp(manager: EntityManager, { tenantId, id }: AppEntity): Promise<void> {
    const webhooks = await manager.findBy(Webhook, { tenantId, appId: id });
    if (webhooks.length === 0) return;
    await this.book.removeOf(
      manager,
      webhooks.map((webhook) => webhook.id),
    );
    await manager.delete(Webhook, { tenantId, appId: id });
  }

  async eraseTenant(manager: EntityManager, tenantId: string): Promise<void> {
    await manager.delete(WebhookDelivery, { tenantId });
    await manager.delete(Webhook, { tenantId });
  }

  countBehind(tenantId: string, version: number): Promise<number> {
    return this.behind(tenantId, version).getCount();
  }

  async resealBatch({ tenantId, version, after, limit }: ResealBatch): Promise<ResealOutcome> {
    const webhooks = await this.behind(tenantId, version)
      .andWhere('webhook.id > :after', { after })
      .orderBy('webhook.id', 'ASC')
      .limit(limit)
      .getMany();
    let resealed = 0;
    for (const webhook of webhooks) if (await this.reseal(webhook)) resealed += 1;
    return {
      resealed,
      refused: webhooks.length - resealed,
      next: webhooks.length === limit ? webhooks.at(-1)?.id : undefined,
    };
  }

  private async reseal(webhook: Webhook): Promise<boolean> {
    try {
      const columns = await this.secrets.reseal(webhook);
      const { id, sealedSecret } = webhook;
      await this.database.write((manager) => manager.update(Webhook, { id, sealedSecret }, columns));
      return true;
    } catch {
      // Counted as refused: the next delivery shows it, and it must not stop the others.
      return false;
    }
  }

  private behind(tenantId: string, version: number) {
    const prefix = `${sealedPrefix(version)}%`;
    return this.database.reader
      .createQueryBuilder(Webhook, 'webhook')
      .where('webhook.tenantId = :tenantId', { tenantId })
      .andWhere(
        new Brackets((either) =>
          either
            .where('webhook.sealedSecret NOT LIKE :prefix', { prefix })
            .orWhere('webhook.sealedPrevious NOT LIKE :prefix', { prefix }),
        ),
      );
  }
}
