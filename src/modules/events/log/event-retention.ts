import { Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import { Interval } from '@nestjs/schedule';
import { type EntityManager, In } from 'typeorm';
import { Clock } from '../../../kernel/clock.js';
import { Configuration } from '../../../kernel/configuration.js';
import { Database } from '../../database/database.js';
import { type TenantContents, TenantContentsRegistry } from '../../tenants/tenant-contents.js';
import { StoredEvent } from '../outbox/stored-event.entity.js';

const DAY = 24 * 60 * 60_000;
const SWEEP_EVERY = 60 * 60_000;
/** Small, so that no sweep keeps other writes waiting. */
const BATCH = 500;

/** How long events are kept: so many days, and no longer than their tenant. */
@Injectable()
export class EventRetention implements TenantContents, OnModuleInit {
  readonly #logger = new Logger('Events');

  constructor(
    private readonly database: Database,
    private readonly configuration: Configuration,
    private readonly clock: Clock,
    private readonly tenants: TenantContentsRegistry,
  ) {}

  onModuleInit(): void {
    this.tenants.register(this);
  }

  async eraseTenant(manager: EntityManager, tenantId: string): Promise<void> {
    await manager.delete(StoredEvent, { tenantId });
  }

  /** What happened before this instant is not kept. */
  keptSince(): Date {
    return new Date(this.clock.now().getTime() - this.configuration.eventDays * DAY);
  }

  @Interval(SWEEP_EVERY)
  async sweep(): Promise<void> {
    try {
      while ((await this.sweepBatch()) === BATCH) {
        // Until nothing old is left.
      }
    } catch (error) {
      this.#logger.warn(`Old events were not swept: ${String(error)}`);
    }
  }

  /** An event without a place was not told yet, however old it is. */
  private async sweepBatch(): Promise<number> {
    const old = await this.database.reader
      .createQueryBuilder(StoredEvent, 'event')
      .select(['event.id'])
      .where('event.at < :since AND event.position IS NOT NULL', { since: this.keptSince().toISOString() })
      .limit(BATCH)
      .getMany();
    if (old.length > 0)
      await this.database.write((manager) => manager.delete(StoredEvent, { id: In(old.map(({ id }) => id)) }));
    return old.length;
  }
}
