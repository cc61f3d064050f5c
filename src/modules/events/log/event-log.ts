import { Injectable } from '@nestjs/common';
import { Brackets, type SelectQueryBuilder } from 'typeorm';
import { Database } from '../../database/database.js';
import type { EventSight } from '../event-sight.js';
import type { EventType } from '../event-types.js';
import { isLifecycle, RUN_SUBJECT } from '../lifecycle-types.js';
import { EVENT_HEAD, EventHead, type PlacedEvent, StoredEvent } from '../outbox/stored-event.entity.js';

export interface EventFilter {
  readonly type?: EventType;
  readonly subjectId?: string;
}

/** As the index says it, so that the index serves: runs may have very many. */
const NO_LIFECYCLE = `event.subjectKind <> '${RUN_SUBJECT}'`;

/** Reads stored events in the one order that holds for everybody. */
@Injectable()
export class EventLog {
  constructor(private readonly database: Database) {}

  /** What the sight shows after a place, in order, without the lifecycle of runs. */
  after(sight: EventSight, position: number, limit: number): Promise<PlacedEvent[]> {
    return placed(
      this.seen(sight)
        .andWhere(NO_LIFECYCLE)
        .andWhere('event.position > :position', { position })
        .orderBy('event.position', 'ASC')
        .limit(limit),
    );
  }

  /** The newest first; before a place when one is given. */
  list(
    sight: EventSight,
    { type, subjectId }: EventFilter,
    { before, limit }: { readonly before?: number; readonly limit: number },
  ): Promise<PlacedEvent[]> {
    const query = this.seen(sight)
      .andWhere('event.position IS NOT NULL')
      .orderBy('event.position', 'DESC')
      .limit(limit);
    if (before !== undefined) query.andWhere('event.position < :before', { before });
    if (type === undefined || !isLifecycle(type)) query.andWhere(NO_LIFECYCLE);
    if (type !== undefined) query.andWhere('event.type = :type', { type });
    if (subjectId !== undefined) query.andWhere('event.subjectId = :subjectId', { subjectId });
    return placed(query);
  }

  /** Where an event of this tenant stands; undefined when it was swept or never was. */
  async positionOf(tenantId: string, id: string): Promise<number | undefined> {
    const event = await this.database.reader.findOneBy(StoredEvent, { tenantId, id });
    return event?.position ?? undefined;
  }

  /** The last place that was given out, whosever event has it. */
  async lastPosition(): Promise<number> {
    const head = await this.database.reader.findOneBy(EventHead, { id: EVENT_HEAD });
    return head?.position ?? 0;
  }

  private seen({ tenantId, tenantKinds, apps }: EventSight): SelectQueryBuilder<StoredEvent> {
    const query = this.database.reader
      .createQueryBuilder(StoredEvent, 'event')
      .where('event.tenantId = :tenantId', { tenantId });
    return query.andWhere(
      new Brackets((either) => {
        either.where('1 = 0');
        if (tenantKinds.length > 0)
          either.orWhere('event.appId IS NULL AND event.subjectKind IN (:...tenantKinds)', {
            tenantKinds: [...tenantKinds],
          });
        if (apps === 'all') either.orWhere('event.appId IS NOT NULL');
        else if (apps.length > 0) either.orWhere('event.appId IN (:...apps)', { apps: [...apps] });
      }),
    );
  }
}

async function placed(query: SelectQueryBuilder<StoredEvent>): Promise<PlacedEvent[]> {
  const events = await query.getMany();
  return events.filter((event): event is PlacedEvent => event.position !== null);
}
