import { Injectable, Logger } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Database } from '../../database/database.js';
import { EventsService } from '../../events/events.service.js';
import type { DisabledBecause } from '../webhook.entity.js';
import { Webhook } from '../webhook.entity.js';
import { subjectOf } from '../webhook-subject.js';
import type { AttemptResult } from './attempt-delivery.js';
import { type ClaimedDelivery, DeliveryBook, type DeliveryChange } from './delivery-book.js';
import { waitAfter } from './retry-schedule.js';

/** A webhook whose deliveries fail to the last attempt is disabled when nothing went through for so long. */
const DISABLED_AFTER = 3 * 24 * 60 * 60_000;

/** Attempts that the log keeps of one delivery. */
const KEPT_ATTEMPTS = 20;

/** Writes down what became of an attempt, and what that means for the webhook. */
@Injectable()
export class SettleDelivery {
  readonly #logger = new Logger('Webhooks');

  constructor(
    private readonly database: Database,
    private readonly book: DeliveryBook,
    private readonly events: EventsService,
  ) {}

  async settle(webhook: Webhook, delivery: ClaimedDelivery, result: AttemptResult): Promise<void> {
    const now = await this.database.now();
    const change: DeliveryChange = result.outcome === 'cancelled' ? { dueAt: now } : changeOf(delivery, result, now);
    await this.database.write(async (manager) => {
      if (!(await this.book.settle(manager, delivery, change))) return;
      if (result.outcome === 'cancelled' || delivery.eventType === 'webhook.test') return;
      await this.judge(manager, webhook, { result, hasFailed: change.state === 'failed', now });
    });
  }

  /** The webhook was disabled or removed, or the event was swept: nothing is sent. */
  async drop(delivery: ClaimedDelivery): Promise<void> {
    const endedAt = await this.database.now();
    const change = { state: 'failed', dueAt: null, endedAt } as const;
    await this.database.write((manager) => this.book.settle(manager, delivery, change));
  }

  private async judge(
    manager: EntityManager,
    webhook: Webhook,
    { result, hasFailed, now }: { result: AttemptResult; hasFailed: boolean; now: Date },
  ): Promise<void> {
    const { id, failingSince } = webhook;
    if (result.outcome === 'delivered') {
      if (failingSince !== null) await manager.update(Webhook, { id }, { failingSince: null });
      return;
    }
    if (result.outcome === 'gone') return this.disable(manager, webhook, { because: 'gone', now });
    if (failingSince === null) await manager.update(Webhook, { id }, { failingSince: now });
    const failedFor = now.getTime() - (failingSince ?? now).getTime();
    if (hasFailed && failedFor >= DISABLED_AFTER) await this.disable(manager, webhook, { because: 'failing', now });
  }

  private async disable(
    manager: EntityManager,
    webhook: Webhook,
    { because, now }: { because: DisabledBecause; now: Date },
  ): Promise<void> {
    const { id, tenantId, appId, revision } = webhook;
    const change = { disabledAt: now, disabledBecause: because, revision: revision + 1 };
    // Somebody changed it meanwhile, perhaps to mend it: the next attempt judges the new address.
    if ((await manager.update(Webhook, { id, revision }, change)).affected !== 1) return;
    await this.book.giveUp(manager, id, now);
    await this.events.record(manager, {
      tenantId,
      type: 'webhook.disabled',
      subject: subjectOf(webhook),
      data: { because },
      ...(appId === null ? {} : { appId }),
    });
    this.database.afterCommit(manager, () =>
      this.#logger.warn(
        `Webhook ${id} was disabled: ${because === 'gone' ? 'its receiver said 410 Gone' : 'it failed for days'}`,
      ),
    );
  }
}

function changeOf(
  delivery: ClaimedDelivery,
  { attempt, outcome, retryAfterMs }: AttemptResult,
  now: Date,
): DeliveryChange {
  const tries = delivery.tries + 1;
  const attempts = [...delivery.attempts, attempt].slice(-KEPT_ATTEMPTS);
  const ended = { attempts, tries, dueAt: null, endedAt: now };
  if (outcome === 'delivered') return { ...ended, state: 'delivered' };
  const isLast = outcome === 'gone' || delivery.eventType === 'webhook.test';
  const wait = isLast ? undefined : waitAfter(tries, retryAfterMs);
  if (wait === undefined) return { ...ended, state: 'failed' };
  return { attempts, tries, state: 'pending', dueAt: new Date(now.getTime() + wait) };
}
