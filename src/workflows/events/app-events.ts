import { Injectable } from '@nestjs/common';
import { Clock } from '../../kernel/clock.js';
import { Database } from '../../modules/database/database.js';
import { isUniqueViolation } from '../../modules/database/unique-violation.js';
import { RunsRepository, type ToldWait } from '../runs/runs.repository.js';
import type { CloudEvent } from '../runtime/events/cloud-event.js';
import { ScheduleBell } from '../schedules/schedule-bell.js';
import { EventLines } from './event-lines.js';
import { runNotListening } from './events.errors.js';
import { type EventPlace, KnownEvents } from './known-events.js';

/** What apps are told, from outside or by a process of their own: each event once, and to all who listen. */
@Injectable()
export class AppEvents {
  #whenTold: (told: ToldWait) => void = () => undefined;

  constructor(
    private readonly database: Database,
    private readonly known: KnownEvents,
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
   * @throws run-not-listening when only one run is told, and no task of it listens for that; event-line-full when it has
   * not taken what it was told before
   */
  async publish(place: EventPlace, events: readonly CloudEvent[]): Promise<void> {
    const told = await this.#store(place, events).catch((error: unknown) => {
      // Another replica was told the same at this moment: now it is known.
      if (isUniqueViolation(error)) return this.#store(place, events);
      throw error;
    });
    for (const wait of told) this.#whenTold(wait);
  }

  #store(place: EventPlace, events: readonly CloudEvent[]): Promise<ToldWait[]> {
    return this.database.write(async (manager) => {
      const runIds = new Set<string>();
      for (const event of events) {
        if (!(await this.known.note(manager, place, event))) continue;
        const concerned = await this.lines.put(manager, place, event);
        if (place.runId !== undefined && concerned.length === 0) throw runNotListening(event.type);
        for (const id of concerned) runIds.add(id);
      }
      const now = this.clock.now();
      await this.schedules.eventsCame(manager, [...runIds], now);
      return this.runs.tellListeners(manager, [...runIds], now);
    });
  }
}
