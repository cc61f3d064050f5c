import { type BeforeApplicationShutdown, Injectable, Logger } from '@nestjs/common';
import { Interval } from '@nestjs/schedule';
import { type EntityManager, IsNull } from 'typeorm';
import { Database } from '../../database/database.js';
import { lockRow } from '../../database/lock-row.js';
import { Notifications } from '../../database/notices/notifications.js';
import { EventSinks } from './event-sinks.js';
import { EVENT_HEAD, EventHead, type PlacedEvent, StoredEvent } from './stored-event.entity.js';

/** The topic on which replicas hear that events got their places. */
export const EVENTS_PLACED = 'events-placed';

/** In case a process died between a commit and the ring that follows it. Milliseconds. */
const LOOK_EVERY = 1_000;

const BATCH = 200;

/**
 * By id, because none of them has a position yet. That it stands first keeps PostgreSQL at the index of positions:
 * with statistics of a moment in which many waited it would read all events there ever were, each time.
 */
const IN_TURN = { position: 'ASC', id: 'ASC' } as const;

/**
 * Gives committed events their places and hands them to the sinks, one batch and one replica at a time. Transactions
 * commit in another order than they write, so an order that is made before the commit would hide late events from
 * readers that have already gone past them.
 */
@Injectable()
export class EventRelay implements BeforeApplicationShutdown {
  readonly #logger = new Logger('Events');
  #running: Promise<void> | undefined;
  #isRung = false;
  #isEnding = false;

  constructor(
    private readonly database: Database,
    private readonly notifications: Notifications,
    private readonly sinks: EventSinks,
  ) {}

  /** There is something to relay. */
  @Interval(LOOK_EVERY)
  ring(): void {
    this.#isRung = true;
    this.#running ??= this.#run().finally(() => {
      this.#running = undefined;
    });
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.#isEnding = true;
    await this.#running;
  }

  async #run(): Promise<void> {
    while (this.#isRung && !this.#isEnding) {
      this.#isRung = false;
      try {
        while (!this.#isEnding && (await this.#relayBatch())) {
          // Until nothing waits.
        }
      } catch (error) {
        this.#logger.warn(`Events wait in the outbox until the database takes them: ${String(error)}`);
      }
    }
  }

  /** Whether a full batch was found, so that there may be more. */
  async #relayBatch(): Promise<boolean> {
    if (!(await this.#findWaiting())) return false;
    return this.database.write(async (manager) => {
      const head = await lockRow(manager, EventHead, { id: EVENT_HEAD });
      const waiting = await manager.find(StoredEvent, {
        where: { position: IsNull() },
        order: IN_TURN,
        take: BATCH,
      });
      if (waiting.length === 0) return false;
      const placed = await this.#place(manager, head?.position ?? 0, waiting);
      await this.sinks.take(manager, placed);
      await this.notifications.publish(manager, EVENTS_PLACED, tenantsOf(placed));
      return waiting.length === BATCH;
    });
  }

  /** The first in the order of the index, not merely whether there is one: see `IN_TURN`. */
  #findWaiting(): Promise<StoredEvent | null> {
    return this.database.reader.findOne(StoredEvent, {
      select: { id: true },
      where: { position: IsNull() },
      order: IN_TURN,
    });
  }

  async #place(manager: EntityManager, last: number, waiting: readonly StoredEvent[]): Promise<PlacedEvent[]> {
    const placed = waiting.map((event, index) => ({ ...event, position: last + index + 1 }));
    const cases = placed.map(({ position }, index) => `WHEN :id${index} THEN ${position}`).join(' ');
    const ids = Object.fromEntries(placed.map(({ id }, index) => [`id${index}`, id]));
    await manager
      .createQueryBuilder()
      .update(StoredEvent)
      .set({ position: () => `CAST(CASE "id" ${cases} END AS bigint)` })
      .where('id IN (:...ids)', { ids: placed.map(({ id }) => id) })
      .setParameters(ids)
      .execute();
    await manager.update(EventHead, { id: EVENT_HEAD }, { position: last + placed.length });
    return placed;
  }
}

/** Whose events they are; too many to name is everybody. */
function tenantsOf(events: readonly StoredEvent[]): string {
  const tenants = [...new Set(events.map(({ tenantId }) => tenantId))];
  return tenants.length > 100 ? '*' : tenants.join(' ');
}
