import { Injectable } from '@nestjs/common';
import { Clock } from '../../kernel/clock.js';
import type { Caller } from '../callers/caller.js';
import { Database } from '../database/database.js';
import type { WebhookWithSecret } from './webhook-forms.js';
import { WebhookRecords } from './webhook-records.js';
import { WebhookSecrets } from './webhook-secrets.js';
import { webhookChangedMeanwhile } from './webhooks.errors.js';
import { WebhooksRepository } from './webhooks.repository.js';
import { WebhooksService } from './webhooks.service.js';

/** Gives a webhook a new secret without a moment in which its receiver cannot verify. */
@Injectable()
export class WebhookSecretRotation {
  constructor(
    private readonly database: Database,
    private readonly service: WebhooksService,
    private readonly webhooks: WebhooksRepository,
    private readonly secrets: WebhookSecrets,
    private readonly records: WebhookRecords,
    private readonly clock: Clock,
  ) {}

  /** The secret before signs too for so many hours; an even older one no more. @throws webhook-not-found */
  async rotate(caller: Caller, id: string, overlapHours: number): Promise<WebhookWithSecret> {
    const webhook = await this.service.get(caller, id);
    const { secret, sealed } = await this.secrets.make(webhook, webhook.secretGeneration + 1);
    const changedAt = this.clock.now();
    const previousUntil = new Date(changedAt.getTime() + overlapHours * 3_600_000);
    await this.database.write(async (manager) => {
      const next = { sealedSecret: sealed, previousUntil, changedAt };
      if (!(await this.webhooks.changeSecret(manager, webhook, next))) throw webhookChangedMeanwhile();
      await this.records.record(manager, webhook, { by: caller, what: 'secret-rotated', facts: { overlapHours } });
    });
    return { secret, webhook: await this.service.get(caller, id) };
  }
}
