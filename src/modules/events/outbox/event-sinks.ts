import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { PlacedEvent } from './stored-event.entity.js';

/** A room above that makes something of every event, such as a delivery for each webhook. */
export interface EventSink {
  /** In the transaction that gives the events their places: once for each event, also when a process dies. */
  take(manager: EntityManager, events: readonly PlacedEvent[]): Promise<void>;
}

/** Rooms above register here when they start. */
@Injectable()
export class EventSinks {
  readonly #sinks: EventSink[] = [];

  register(sink: EventSink): void {
    this.#sinks.push(sink);
  }

  async take(manager: EntityManager, events: readonly PlacedEvent[]): Promise<void> {
    for (const sink of this.#sinks) await sink.take(manager, events);
  }
}
