import { Injectable, Logger } from '@nestjs/common';
import { Interval } from '@nestjs/schedule';
import { In, IsNull, LessThan } from 'typeorm';
import { Database } from '../../database/database.js';
import { EventRetention } from '../../events/log/event-retention.js';
import { WebhookDelivery } from './webhook-delivery.entity.js';

const SWEEP_EVERY = 60 * 60_000;
/** Small, so that no sweep keeps other writes waiting. */
const BATCH = 500;

/** The log of deliveries is kept as long as the events. */
@Injectable()
export class DeliveryRetention {
  readonly #logger = new Logger('Webhooks');

  constructor(
    private readonly database: Database,
    private readonly events: EventRetention,
  ) {}

  @Interval(SWEEP_EVERY)
  async sweep(): Promise<void> {
    try {
      while ((await this.sweepBatch()) === BATCH) {
        // Until nothing old is left.
      }
    } catch (error) {
      this.#logger.warn(`Old deliveries were not swept: ${String(error)}`);
    }
  }

  private async sweepBatch(): Promise<number> {
    const old = await this.database.reader.find(WebhookDelivery, {
      select: { id: true },
      where: { createdAt: LessThan(this.events.keptSince()), dueAt: IsNull() },
      take: BATCH,
    });
    if (old.length > 0)
      await this.database.write((manager) => manager.delete(WebhookDelivery, { id: In(old.map(({ id }) => id)) }));
    return old.length;
  }
}
