import { type BeforeApplicationShutdown, Injectable, Logger, type OnApplicationBootstrap } from '@nestjs/common';
import { Interval } from '@nestjs/schedule';
import { Database } from '../../database/database.js';
import { StoredEvent } from '../../events/outbox/stored-event.entity.js';
import { Metrics } from '../../metrics/metrics.js';
import { receiverBusy } from '../webhooks.errors.js';
import { WebhooksRepository } from '../webhooks.repository.js';
import { AttemptDelivery } from './attempt-delivery.js';
import { type ClaimedDelivery, DeliveryBook } from './delivery-book.js';
import { DeliverySlots } from './delivery-slots.js';
import { SettleDelivery } from './settle-delivery.js';

/** What is due, and what other replicas left. Milliseconds. */
const LOOK_EVERY = 1_000;

const LIMITS = { ofHost: 4, ofTenant: 32, ofAll: 256 };

/** Makes the attempts that are due; every replica does, and no two make the same one. */
@Injectable()
export class DeliveryWorker implements OnApplicationBootstrap, BeforeApplicationShutdown {
  readonly #logger = new Logger('Webhooks');
  readonly #slots = new DeliverySlots(LIMITS);
  readonly #underWay = new Set<Promise<void>>();
  readonly #end = new AbortController();
  #looking: Promise<void> | undefined;
  #isRung = false;

  constructor(
    private readonly database: Database,
    private readonly book: DeliveryBook,
    private readonly webhooks: WebhooksRepository,
    private readonly attempts: AttemptDelivery,
    private readonly settling: SettleDelivery,
    private readonly metrics: Metrics,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    await this.book.releaseCutOff();
    this.ring();
  }

  /** What is under way is broken off and due again: the receiver may get it twice. */
  async beforeApplicationShutdown(): Promise<void> {
    this.#end.abort();
    await this.#looking;
    await Promise.all(this.#underWay);
  }

  /** There may be something due. */
  @Interval(LOOK_EVERY)
  ring(): void {
    this.#isRung = true;
    this.#looking ??= this.#look().finally(() => {
      this.#looking = undefined;
    });
  }

  /** Makes the first attempt at once, and resolves when it is settled. @throws receiver-busy */
  async perform(delivery: ClaimedDelivery): Promise<void> {
    if (!this.#slots.take(delivery)) throw receiverBusy();
    await this.#begin(delivery);
  }

  async #look(): Promise<void> {
    while (this.#isRung && !this.#end.signal.aborted) {
      this.#isRung = false;
      try {
        for (let claimed = await this.#claim(); claimed.length > 0; claimed = await this.#claim()) {
          for (const delivery of claimed) void this.#begin(delivery);
        }
      } catch (error) {
        this.#logger.warn(`Deliveries wait until the database answers: ${String(error)}`);
      }
    }
  }

  async #claim(): Promise<ClaimedDelivery[]> {
    return this.#slots.hasRoom && !this.#end.signal.aborted ? this.book.claim(this.#slots) : [];
  }

  #begin(delivery: ClaimedDelivery): Promise<void> {
    const making = this.#make(delivery)
      .catch((error: unknown) => this.#logger.warn(`Delivery ${delivery.id} was not settled: ${String(error)}`))
      .finally(() => {
        this.#underWay.delete(making);
        this.#slots.leave(delivery);
        this.ring();
      });
    this.#underWay.add(making);
    return making;
  }

  async #make(delivery: ClaimedDelivery): Promise<void> {
    const webhook = await this.webhooks.find(delivery.webhookId);
    const event = await this.database.reader.findOneBy(StoredEvent, { id: delivery.eventId });
    const isTest = delivery.eventType === 'webhook.test';
    if (!webhook || !event || (webhook.disabledAt && !isTest)) return this.settling.drop(delivery);
    const result = await this.attempts.attempt(webhook, event, this.#end.signal);
    this.metrics.count('webhook_deliveries', result.outcome);
    await this.settling.settle(webhook, delivery, result);
  }
}
