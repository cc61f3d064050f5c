import type { EventFilter, EventStrategy } from '../definition.js';
import { WorkflowFault } from '../problem-details.js';
import type { CloudEvent } from './cloud-event.js';
import { type Claims, type Correlations, claimsOf, correlated, type FilterLanguage } from './event-filter.js';

/** How far the events that a strategy asks for have come. */
export interface EventSet {
  /** The filters, by index, that an event still may meet. */
  readonly open: readonly number[];
  /** Those of `until` that have to be met. */
  readonly last: readonly number[];
  readonly correlations: Correlations;
}

/** What an event says to every filter of a strategy, whatever set it will belong to. */
export interface HeardEvent {
  readonly event: CloudEvent;
  readonly wanted: readonly (Claims | undefined)[];
  readonly last: readonly (Claims | undefined)[];
  /** The condition of `until` holds for the events that it stands with. */
  readonly isUntil: boolean;
}

export interface Taken {
  readonly set: EventSet;
  /** False: it only ends the set. */
  readonly belongs: boolean;
  readonly isComplete: boolean;
}

/** No filter takes every event. */
export function wantedFilters({ one, all, any }: EventStrategy): readonly EventFilter[] {
  const filters = one ? [one] : (all ?? any ?? []);
  return filters.length > 0 ? filters : [{ with: {} }];
}

/** Those that only end the listening. */
export function endingFilters({ any, until }: EventStrategy): readonly EventFilter[] {
  return any !== undefined && typeof until === 'object' ? wantedFilters(until) : [];
}

export function emptySet(strategy: EventStrategy): EventSet {
  const indices = (filters: readonly EventFilter[]) => [...filters.keys()];
  return { open: indices(wantedFilters(strategy)), last: indices(endingFilters(strategy)), correlations: {} };
}

/** What the filters say; whether `until` holds is known once it is known with which events it stands. */
export async function hear(
  strategy: EventStrategy,
  event: CloudEvent,
  language: FilterLanguage,
): Promise<Omit<HeardEvent, 'isUntil'>> {
  const claimAll = async (filters: readonly EventFilter[]) => {
    const all: (Claims | undefined)[] = [];
    for (const filter of filters) all.push(await claimsOf(filter, event, language));
    return all;
  };
  const wanted = await claimAll(wantedFilters(strategy));
  const last = await claimAll(endingFilters(strategy));
  return { event, wanted, last };
}

/** Whether events are enough, all that were gathered so far. A condition that cannot be evaluated does not hold. */
export async function isEnough(
  until: string,
  gathered: readonly CloudEvent[],
  language: FilterLanguage,
): Promise<boolean> {
  try {
    const says = await language.evaluate(until, gathered);
    return says !== null && says !== false;
  } catch (error) {
    if (error instanceof WorkflowFault) return false;
    throw error;
  }
}

/** What a set comes to with an event; undefined when the event is not for it. */
export function take(
  strategy: EventStrategy,
  set: EventSet,
  heard: Omit<HeardEvent, 'isUntil'> & Partial<HeardEvent>,
): Taken | undefined {
  const ending = met(set.last, heard.last, set.correlations);
  if (ending) {
    const isEachNeeded = typeof strategy.until === 'object' && strategy.until.all !== undefined;
    const last = isEachNeeded ? set.last.filter((index) => index !== ending.index) : [];
    return { set: { ...set, last, correlations: ending.correlations }, belongs: false, isComplete: last.length === 0 };
  }
  const wanted = met(set.open, heard.wanted, set.correlations);
  if (!wanted) return undefined;
  const { correlations } = wanted;
  if (strategy.any !== undefined) {
    const isEndless = strategy.until !== undefined;
    return { set: { ...set, correlations }, belongs: true, isComplete: !isEndless || heard.isUntil === true };
  }
  const open = set.open.filter((index) => index !== wanted.index);
  return { set: { ...set, open, correlations }, belongs: true, isComplete: open.length === 0 };
}

/** The first of these filters whose claims go with what is known. */
function met(indices: readonly number[], claims: readonly (Claims | undefined)[], known: Correlations) {
  for (const index of indices) {
    const correlations = correlated(claims[index], known);
    if (correlations) return { index, correlations };
  }
  return undefined;
}
