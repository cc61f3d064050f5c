import type { LinedEvent } from '../events/event-lines.js';
import { MAX_INPUT_BYTES } from '../runs/run-starts.js';
import type { EventStrategy } from '../runtime/definition.js';
import type { CloudEvent } from '../runtime/events/cloud-event.js';
import type { FilterLanguage } from '../runtime/events/event-filter.js';
import { type HeardEvent, hear, isEnough } from '../runtime/events/event-set.js';
import type { EventSets } from './event-sets.js';

export interface Heard extends HeardEvent {
  readonly position: number;
}

type ReadEvents = (positions: readonly number[]) => Promise<readonly CloudEvent[]>;

export interface Hearing {
  /** As they stand; they are taken through what comes of the events, and not stored. */
  readonly sets: EventSets;
  readonly line: readonly LinedEvent[];
  /** The events at these places of the line, in their order: those that stand in a set already. */
  readonly earlier: ReadEvents;
  readonly language: FilterLanguage;
}

/**
 * What the filters say to each event, and the condition of `until` to the events that it would stand with. What is
 * done under the lock of the schedule is played through here before, since no expression is evaluated under a lock.
 */
export async function hearEvents(
  strategy: EventStrategy,
  { sets, line, earlier, language }: Hearing,
): Promise<Heard[]> {
  const { until } = strategy;
  const events = new GatheredEvents(earlier);
  const heard: Heard[] = [];
  for (const { position, event } of line) {
    const filtered = await hear(strategy, event, language);
    events.add(position, event);
    const gathered = typeof until === 'string' ? await events.of(sets.company(filtered, position)) : [];
    const isUntil = typeof until === 'string' && (await isComplete(gathered, until, language));
    const one = { ...filtered, isUntil, position };
    sets.take(one, position);
    heard.push(one);
  }
  return heard;
}

/** What no run could take as its input. */
export function isTooMuch(events: readonly CloudEvent[]): boolean {
  return Buffer.byteLength(JSON.stringify(events)) > MAX_INPUT_BYTES;
}

/** What is too much gathers nothing more: it is given up. */
async function isComplete(gathered: readonly CloudEvent[], until: string, language: FilterLanguage): Promise<boolean> {
  if (gathered.length === 0) return false;
  return isTooMuch(gathered) || isEnough(until, gathered, language);
}

/** Events by their places in a line; each is read once. */
class GatheredEvents {
  readonly #known = new Map<number, CloudEvent>();

  constructor(private readonly read: ReadEvents) {}

  add(position: number, event: CloudEvent): void {
    this.#known.set(position, event);
  }

  /** @param positions in ascending order */
  async of(positions: readonly number[]): Promise<readonly CloudEvent[]> {
    const missing = positions.filter((position) => !this.#known.has(position));
    const events = missing.length === 0 ? [] : await this.read(missing);
    for (const [index, event] of events.entries()) {
      const position = missing[index];
      if (position !== undefined) this.add(position, event);
    }
    return positions.flatMap((position) => this.#known.get(position) ?? []);
  }
}
