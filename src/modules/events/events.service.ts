import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Clock } from '../../kernel/clock.js';
import { newId } from '../../kernel/ids.js';
import { Database } from '../database/database.js';
import type { NewEvent } from './new-event.js';
import { EventRelay } from './outbox/event-relay.js';
import { StoredEvent } from './outbox/stored-event.entity.js';

/** Where every room records what others may want to know: webhooks and streams get it from here. */
@Injectable()
export class EventsService {
  constructor(
    private readonly database: Database,
    private readonly relay: EventRelay,
    private readonly clock: Clock,
  ) {}

  /** Records an event in the change's own transaction, so it is told if and only if the change is stored. */
  async record(manager: EntityManager, event: NewEvent): Promise<void> {
    await this.recordAll(manager, [event]);
  }

  /** Returns their ids, in the same order. */
  async recordAll(manager: EntityManager, events: readonly NewEvent[]): Promise<string[]> {
    if (events.length === 0) return [];
    const now = this.clock.now();
    const rows = events.map((event) => rowOf(event, now));
    await manager.insert(StoredEvent, rows);
    this.database.afterCommit(manager, () => this.relay.ring());
    return rows.map(({ id }) => id);
  }
}

function rowOf({ tenantId, appId, type, subject, generation, data, at: happened }: NewEvent, now: Date) {
  return {
    id: newId('event'),
    tenantId,
    appId: appId ?? null,
    type,
    subjectKind: subject.kind,
    subjectId: subject.id,
    subjectName: subject.name.slice(0, 200),
    generation: generation ?? null,
    data: JSON.stringify(data),
    at: happened ?? now,
    position: null,
  };
}
