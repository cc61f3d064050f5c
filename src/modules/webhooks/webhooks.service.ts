import { Injectable } from '@nestjs/common';
import type { PagePlace } from '../api/cursor.js';
import type { Precondition } from '../api/etag.js';
import { AppsService } from '../apps/apps.service.js';
import { type Caller, requireTenant } from '../callers/caller.js';
import { Database } from '../database/database.js';
import { DeliveryBook } from './deliveries/delivery-book.js';
import type { Webhook } from './webhook.entity.js';
import { reaches, requireReach, webhookReach } from './webhook-access.js';
import { type NewWebhook, WebhookForms, type WebhookWish, type WebhookWithSecret } from './webhook-forms.js';
import { WebhookRecords } from './webhook-records.js';
import { tooManyWebhooks, webhookChangedMeanwhile, webhookNotFound } from './webhooks.errors.js';
import { WebhooksRepository } from './webhooks.repository.js';

/** One tenant's webhooks are read whole for every batch of its events. */
export const WEBHOOKS_OF_TENANT = 50;

/** Makes, shows, changes and removes webhooks; who reaches those of one app reaches no others. */
@Injectable()
export class WebhooksService {
  constructor(
    private readonly database: Database,
    private readonly webhooks: WebhooksRepository,
    private readonly book: DeliveryBook,
    private readonly forms: WebhookForms,
    private readonly records: WebhookRecords,
    private readonly apps: AppsService,
  ) {}

  /** @throws app-not-found, right-missing, webhook-url-refused, too-many-webhooks */
  async create(caller: Caller, wish: NewWebhook): Promise<WebhookWithSecret> {
    const tenantCaller = requireTenant(caller);
    const { tenantId } = tenantCaller;
    // A key that is bound to an app makes webhooks of that app.
    const appId = wish.appId ?? caller.appId;
    if (appId !== undefined) await this.apps.get(caller, appId);
    requireReach(tenantCaller, appId);
    const made = await this.forms.make(tenantId, { ...wish, ...(appId === undefined ? {} : { appId }) });
    const { webhook } = made;
    await this.database.write(async (manager) => {
      if ((await this.webhooks.count(manager, tenantId)) >= WEBHOOKS_OF_TENANT)
        throw tooManyWebhooks(WEBHOOKS_OF_TENANT);
      await this.webhooks.insert(manager, webhook);
      await this.records.record(manager, webhook, { by: caller, what: 'created', facts: { types: webhook.types } });
    });
    return made;
  }

  /** Those that the caller reaches, in the order they were made. */
  list(caller: Caller, place: PagePlace): Promise<Webhook[]> {
    const tenantCaller = requireTenant(caller);
    return this.webhooks.list(tenantCaller.tenantId, webhookReach(tenantCaller), place);
  }

  /** @throws webhook-not-found also when it is somebody else's */
  async get(caller: Caller, id: string): Promise<Webhook> {
    const tenantCaller = requireTenant(caller);
    const webhook = await this.webhooks.find(id);
    const isReached = webhook?.tenantId === tenantCaller.tenantId && reaches(webhookReach(tenantCaller), webhook.appId);
    if (!webhook || !isReached) throw webhookNotFound(id);
    return webhook;
  }

  /** Disabling it ends its deliveries. @throws webhook-not-found, precondition-failed, webhook-url-refused */
  async change(
    caller: Caller,
    id: string,
    { wish, precondition }: { readonly wish: WebhookWish; readonly precondition: Precondition },
  ): Promise<Webhook> {
    const webhook = await this.get(caller, id);
    precondition.check(webhook.revision);
    const change = this.forms.change(wish);
    const now = await this.database.now();
    await this.database.write(async (manager) => {
      if (!(await this.webhooks.change(manager, webhook, change))) throw webhookChangedMeanwhile();
      if (change.disabledAt) await this.book.giveUp(manager, id, now);
      const facts = { changed: Object.keys(wish) };
      await this.records.record(manager, { ...webhook, ...change }, { by: caller, what: 'changed', facts });
    });
    return this.get(caller, id);
  }

  /** With its log. @throws webhook-not-found, precondition-failed */
  async remove(caller: Caller, id: string, precondition: Precondition): Promise<void> {
    const webhook = await this.get(caller, id);
    precondition.check(webhook.revision);
    await this.database.write(async (manager) => {
      if (!(await this.webhooks.remove(manager, webhook))) throw webhookChangedMeanwhile();
      await this.book.removeOf(manager, [id]);
      await this.records.record(manager, webhook, { by: caller, what: 'removed' });
    });
  }
}
