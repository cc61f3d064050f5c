import { createHash } from 'node:crypto';
import { Injectable, Logger } from '@nestjs/common';
import { Interval } from '@nestjs/schedule';
import { LessThan } from 'typeorm';
import { Clock } from '../../kernel/clock.js';
import { Database } from '../../modules/database/database.js';
import { isUniqueViolation } from '../../modules/database/unique-violation.js';
import { RunsRepository, type ToldWait } from '../runs/runs.repository.js';
import type { CloudEvent } from '../runtime/events/cloud-event.js';
import { ScheduleBell } from '../schedules/schedule-bell.js';
import { AppEventEntity } from './app-event.entity.js';
import { EventLines } from './event-lines.js';
import { runNotListening } from './events.errors.js';

const DAY_MS = 86_400_000;
/** So long the same event is known again. */
const KEEP_MS = 7 * DAY_MS;
const SWEEP_EVERY = 3_600_000;

export interface EventPlace {
  readonly tenantId: string;
  readonly appId: string;
  /** Only this run is told. */
  readonly runId?: string;
}

/** What apps are told, from outside or by a process of their own: each event once, and to all who listen. */
@Injectable()
export class AppEvents {
  readonly #logger = new Logger(AppEvents.name);
  #whenTold: (told: ToldWait) => void = () => undefined;

  constructor(
    private readonly database: Database,
    private readonly lines: EventLines,
    private readonly runs: RunsRepository,
    private readonly schedules: ScheduleBell,
    private readonly clock: Clock,
  ) {}

  /** Who is told that a wait for events is over. */
  onTold(tell: (told: ToldWait) => void): void {
    this.#whenTold = tell;
  }

  /**
   * Stores events and puts them into the lines of all who listen, in one transaction; a known one does nothing.
   *
   * @throws run-not-listening when only one run is told, and no task of it listens for that
   */
  async publish(place: EventPlace, events: readonly CloudEvent[]): Promise<void> {
    const told = await this.#store(place, events).catch((error: unknown) => {
      // Another replica was told the same at this moment: now it is known.
      if (isUniqueViolation(error)) return this.#store(place, events);
      throw error;
    });
    for (const wait of told) this.#whenTold(wait);
  }

  #store({ runId, ...place }: EventPlace, events: readonly CloudEvent[]): Promise<ToldWait[]> {
    return this.database.write(async (manager) => {
      const runIds = new Set<string>();
      for (const event of events) {
        const row = {
          ...place,
          key: keyOf(runId ?? place.appId, event),
          event: JSON.stringify(event),
          receivedAt: this.clock.now(),
        };
        if (await manager.existsBy(AppEventEntity, { key: row.key })) continue;
        await manager.insert(AppEventEntity, row);
        const concerned = await this.lines.put(manager, { ...place, ...(runId !== undefined && { runId }) }, event);
        if (runId !== undefined && concerned.length === 0) throw runNotListening(event.type);
        for (const id of concerned) runIds.add(id);
      }
      const now = this.clock.now();
      await this.schedules.eventsCame(manager, [...runIds], now);
      return this.runs.tellListeners(manager, [...runIds], now);
    });
  }

  @Interval(SWEEP_EVERY)
  async sweep(): Promise<void> {
    const receivedAt = LessThan(new Date(this.clock.now().getTime() - KEEP_MS));
    await this.database
      .write((manager) => manager.delete(AppEventEntity, { receivedAt }))
      .catch((error: unknown) => this.#logger.warn(`Old events stay for now: ${String(error)}`));
  }
}

/** CloudEvents 1.0, section 3.1.1: source and id together name an event. Runs that are told alone know it each. */
function keyOf(whom: string, { source, id }: CloudEvent): string {
  return createHash('sha256')
    .update(JSON.stringify([whom, source, id]))
    .digest('base64url');
}
