import { createHash } from 'node:crypto';
import { Injectable, Logger } from '@nestjs/common';
import { And, type EntityManager, In, IsNull, LessThanOrEqual, MoreThan } from 'typeorm';
import { Configuration } from '../../kernel/configuration.js';
import { isId } from '../../kernel/ids.js';
import { Database } from '../../modules/database/database.js';
import { lockRow } from '../../modules/database/lock-row.js';
import type { CloudEvent } from '../runtime/events/cloud-event.js';
import { eventLineFull } from './events.errors.js';
import { RunEventEntity } from './run-event.entity.js';
import { RunSubscriptionEntity } from './run-subscription.entity.js';

const READ_AT_ONCE = 50;
/** Lines that are remembered for having been logged. */
const WARNED = 1_000;

/** A listening task of a run, or a schedule. */
export interface Listener {
  readonly tenantId: string;
  readonly appId: string;
  /** Or the id of the schedule. */
  readonly runId: string;
  /** The task's name in the run. */
  readonly name: string;
}

type LinePlace = Pick<Listener, 'runId' | 'name'>;

export interface LinedEvent {
  readonly position: number;
  readonly event: CloudEvent;
}

/** The lines in which events wait for listening tasks: nothing that comes while one listens is lost or taken twice. */
@Injectable()
export class EventLines {
  readonly #logger = new Logger(EventLines.name);
  /** Of which it was logged that events are given up. */
  readonly #warned = new Set<string>();

  constructor(
    private readonly database: Database,
    private readonly configuration: Configuration,
  ) {}

  /** From the commit of this on, events of the app are put into the line. Harmless when it stands already. */
  async open(listener: Listener, types: readonly string[] | undefined): Promise<void> {
    await this.database.write((manager) => this.openWithin(manager, listener, types));
  }

  async openWithin(
    manager: EntityManager,
    { tenantId, appId, runId, name }: Listener,
    types: readonly string[] | undefined,
  ): Promise<void> {
    const row = { runId, key: keyOf(name), tenantId, appId, types: types ? [...types] : null, length: 0 };
    await manager.createQueryBuilder().insert().into(RunSubscriptionEntity).values(row).orIgnore().execute();
  }

  /** From now on other events are put into the line; an empty list: none. What stands there stays. */
  async retypeWithin(manager: EntityManager, { runId, name }: LinePlace, types: readonly string[] | undefined) {
    const place = { runId, key: keyOf(name) };
    await manager.update(RunSubscriptionEntity, place, { types: types ? [...types] : null });
  }

  async close(place: LinePlace): Promise<void> {
    await this.database.write((manager) => this.closeWithin(manager, place));
  }

  async closeWithin(manager: EntityManager, { runId, name }: LinePlace): Promise<void> {
    const place = { runId, key: keyOf(name) };
    await manager.delete(RunSubscriptionEntity, place);
    await manager.delete(RunEventEntity, place);
  }

  /** Nobody needs these events of the line any more. */
  async removeWithin(manager: EntityManager, { runId, name }: LinePlace, positions: readonly number[]): Promise<void> {
    if (positions.length === 0) return;
    await manager.delete(RunEventEntity, { runId, key: keyOf(name), position: In([...positions]) });
  }

  /** The events at these places, in the order they came. */
  async at(manager: EntityManager, { runId, name }: LinePlace, positions: readonly number[]): Promise<CloudEvent[]> {
    const where = { runId, key: keyOf(name), position: In([...positions]) };
    const rows = await manager.find(RunEventEntity, { where, order: { position: 'ASC' } });
    return rows.map(({ event }) => JSON.parse(event) as CloudEvent);
  }

  /** Removes the oldest behind a place, so that at most so many stand there. The last place that was removed, or the same. */
  async removeSurplus(
    manager: EntityManager,
    { runId, name }: LinePlace,
    { after, most }: { readonly after: number; readonly most: number },
  ): Promise<number> {
    const place = { runId, key: keyOf(name) };
    const { length } = await manager.findOneByOrFail(RunSubscriptionEntity, place);
    const upTo = length - most;
    if (upTo <= after) return after;
    await manager.delete(RunEventEntity, { ...place, position: And(MoreThan(after), LessThanOrEqual(upTo)) });
    return upTo;
  }

  async hasMore(manager: EntityManager, { runId, name }: LinePlace, position: number): Promise<boolean> {
    return manager.existsBy(RunEventEntity, { runId, key: keyOf(name), position: MoreThan(position) });
  }

  /** As `after`, for whoever will never ask for what is before that position. */
  async takeAfter({ runId, name }: LinePlace, position: number): Promise<LinedEvent[]> {
    const taken = { runId, key: keyOf(name), position: LessThanOrEqual(position) };
    if (position > 0 && (await this.database.reader.existsBy(RunEventEntity, taken))) {
      await this.database.write((manager) => manager.delete(RunEventEntity, taken));
    }
    return this.after({ runId, name }, position);
  }

  /** What stands in the line after a position, in order; the earliest at most. */
  async after({ runId, name }: LinePlace, position: number): Promise<LinedEvent[]> {
    const rows = await this.database.reader.find(RunEventEntity, {
      where: { runId, key: keyOf(name), position: MoreThan(position) },
      order: { position: 'ASC' },
      take: READ_AT_ONCE,
    });
    return rows.map((row) => ({ position: row.position, event: JSON.parse(row.event) as CloudEvent }));
  }

  /**
   * Puts an event into the lines of all whom it may concern, or of that run. Returns their runs and schedules.
   *
   * @throws event-line-full when that run alone is told, and has not taken as many as are kept
   */
  async put(
    manager: EntityManager,
    { tenantId, appId, runId }: Pick<Listener, 'tenantId' | 'appId'> & Partial<Pick<Listener, 'runId'>>,
    event: CloudEvent,
  ): Promise<string[]> {
    const order = { runId: 'ASC', key: 'ASC' } as const;
    const where = { tenantId, appId, closedAt: IsNull(), ...(runId !== undefined && { runId }) };
    const listening = await manager.find(RunSubscriptionEntity, { where, order });
    const concerned = listening.filter(({ types }) => types === null || types.includes(event.type));
    for (const { runId: id, key } of concerned) {
      const position = await putInto(manager, { runId: id, key }, event);
      const surplus = position - this.configuration.mostWaitingEvents;
      // A schedule counts what it gives up itself.
      if (surplus > 0 && isId('run', id))
        await this.#bound(manager, { runId: id, key, surplus, isAlone: id === runId });
    }
    return [...new Set(concerned.map(({ runId }) => runId))];
  }

  /** Whoever tells one run can send it again; of what a whole app is told, the run goes without the oldest. */
  async #bound(
    manager: EntityManager,
    { runId, key, surplus, isAlone }: { runId: string; key: string; surplus: number; isAlone: boolean },
  ): Promise<void> {
    const most = this.configuration.mostWaitingEvents;
    const oldest = { runId, key, position: LessThanOrEqual(surplus) };
    if (isAlone && (await manager.existsBy(RunEventEntity, oldest))) throw eventLineFull(most);
    const { affected } = await manager.delete(RunEventEntity, oldest);
    if (!affected || this.#warned.has(`${runId} ${key}`)) return;
    if (this.#warned.size >= WARNED) this.#warned.clear();
    this.#warned.add(`${runId} ${key}`);
    this.#logger.warn(`Run ${runId} has not taken ${most} events: it will go without older ones.`);
  }
}

/** Whether something stands in the line behind a place. Under the lock of whoever puts something into it. */
export async function hasMoreInLine(
  manager: EntityManager,
  { runId, name, after }: LinePlace & { readonly after: number },
): Promise<boolean> {
  const place = { runId, key: keyOf(name) };
  await lockRow(manager, RunSubscriptionEntity, place);
  return manager.existsBy(RunEventEntity, { ...place, position: MoreThan(after) });
}

/** The count is raised first: under that lock nobody else puts something into the same line. Its place; 0 without a line. */
async function putInto(
  manager: EntityManager,
  place: Pick<RunSubscriptionEntity, 'runId' | 'key'>,
  event: CloudEvent,
): Promise<number> {
  const { affected } = await manager.increment(RunSubscriptionEntity, place, 'length', 1);
  if (affected !== 1) return 0;
  const { length: position } = await manager.findOneByOrFail(RunSubscriptionEntity, place);
  await manager.insert(RunEventEntity, { ...place, position, event: JSON.stringify(event) });
  return position;
}

function keyOf(name: string): string {
  return createHash('sha256').update(name).digest('base64url');
}
