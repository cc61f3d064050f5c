import type { EntityManager } from 'typeorm';
import type { EventStrategy } from '../runtime/definition.js';
import { type EventSet, emptySet, type HeardEvent, type Taken, take } from '../runtime/events/event-set.js';
import { EventSetEntity } from './event-set.entity.js';
import type { ScheduleEntity } from './schedule.entity.js';

/** So many sets of one schedule may be incomplete; then the oldest is given up. */
const MOST_SETS = 1_000;
/** A set that has more events is given up. */
const MOST_EVENTS = 1_000;

interface OpenSet {
  readonly first: number;
  readonly positions: number[];
  state: EventSet;
  isStored: boolean;
  hasChanged: boolean;
}

/** The incomplete sets of one schedule while events of its line are put into them, within one transaction. */
export class EventSets {
  /** Places in the line whose events nobody needs any more. */
  readonly unneeded: number[] = [];
  /** How many sets were given up. */
  givenUp = 0;
  readonly #manager: EntityManager;
  readonly #owner: Pick<ScheduleEntity, 'id' | 'tenantId' | 'appId'>;
  readonly #strategy: EventStrategy;
  readonly #sets: OpenSet[];
  readonly #gone: number[] = [];

  private constructor(
    manager: EntityManager,
    owner: Pick<ScheduleEntity, 'id' | 'tenantId' | 'appId'>,
    { strategy, sets }: { readonly strategy: EventStrategy; readonly sets: OpenSet[] },
  ) {
    this.#manager = manager;
    this.#owner = owner;
    this.#strategy = strategy;
    this.#sets = sets;
  }

  static async open(manager: EntityManager, owner: ScheduleEntity, strategy: EventStrategy): Promise<EventSets> {
    const where = { scheduleId: owner.id };
    const rows = await manager.find(EventSetEntity, { where, order: { first: 'ASC' } });
    const sets = rows.map(({ first, positions, state }) => ({
      ...{ first, positions, state: JSON.parse(state) as EventSet },
      ...{ isStored: true, hasChanged: false },
    }));
    return new EventSets(manager, owner, { strategy, sets });
  }

  /** Puts an event into the oldest set that it goes with, or into a new one. The places of a set that is complete now. */
  take(heard: HeardEvent, position: number): readonly number[] | undefined {
    const { set: known, taken } = this.#placeFor(heard);
    if (known && taken) return this.#into(known, taken, position);
    if (!taken?.belongs) {
      this.unneeded.push(position);
      return undefined;
    }
    const set = { first: position, positions: [], state: taken.set, isStored: false, hasChanged: true };
    this.#sets.push(set);
    const complete = this.#into(set, taken, position);
    const [oldest] = this.#sets;
    if (oldest && this.#sets.length > MOST_SETS) this.#giveUp(oldest);
    return complete;
  }

  /** The places of the events with which an event would stand, its own the last; none when it would stand nowhere. */
  company(heard: Omit<HeardEvent, 'isUntil'>, position: number): readonly number[] {
    const { set, taken } = this.#placeFor(heard);
    return taken?.belongs ? [...(set?.positions ?? []), position] : [];
  }

  async store(): Promise<void> {
    const { id: scheduleId, tenantId, appId } = this.#owner;
    for (const first of this.#gone) await this.#manager.delete(EventSetEntity, { scheduleId, first });
    for (const { first, positions, isStored, ...set } of this.#sets.filter(({ hasChanged }) => hasChanged)) {
      const state = JSON.stringify(set.state);
      const row = { scheduleId, first, tenantId, appId, state, positions };
      if (isStored) await this.#manager.update(EventSetEntity, { scheduleId, first }, { state, positions });
      else await this.#manager.insert(EventSetEntity, row);
    }
  }

  /** The oldest set that it goes with; without a set: what it would come to in a new one. */
  #placeFor(heard: Omit<HeardEvent, 'isUntil'>): { readonly set?: OpenSet; readonly taken: Taken | undefined } {
    for (const set of this.#sets) {
      const taken = take(this.#strategy, set.state, heard);
      if (taken) return { set, taken };
    }
    return { taken: take(this.#strategy, emptySet(this.#strategy), heard) };
  }

  #into(set: OpenSet, { set: state, belongs, isComplete }: Taken, position: number) {
    Object.assign(set, { state, hasChanged: true });
    if (belongs) set.positions.push(position);
    else this.unneeded.push(position);
    if (isComplete) {
      this.#leave(set);
      return set.positions;
    }
    if (set.positions.length > MOST_EVENTS) this.#giveUp(set);
    return undefined;
  }

  #giveUp(set: OpenSet): void {
    this.givenUp += 1;
    this.#leave(set);
  }

  #leave(set: OpenSet): void {
    this.#sets.splice(this.#sets.indexOf(set), 1);
    this.unneeded.push(...set.positions);
    if (set.isStored) this.#gone.push(set.first);
  }
}
