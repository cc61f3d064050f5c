import { Injectable } from '@nestjs/common';
import { Clock } from '../../kernel/clock.js';
import type { Moment } from '../database/facts/fact.js';
import { Facts } from '../database/facts/facts.js';
import type { ResolutionRequest } from './resolution.js';
import type { Walk } from './walk.js';

/** When so many are remembered, all are forgotten: whoever asks on is remembered again at once. */
const KEEP_AT_MOST = 20_000;

/**
 * The last walks by the place that asked and the name as it was said. They decide nothing: a walk says what would come
 * out again while all that it read still stands, and only one that is held may be used.
 */
@Injectable()
export class RememberedWalks {
  #places = new Map<string, Map<string, Walk>>();
  #size = 0;

  constructor(
    private readonly facts: Facts,
    private readonly clock: Clock,
  ) {}

  find(request: ResolutionRequest): Walk | undefined {
    const walk = this.#places.get(placeOf(request))?.get(request.name);
    return walk?.tenantId === request.tenantId ? walk : undefined;
  }

  /** The present instant, if walking again would read the same; milliseconds since 1970. */
  heldAt({ facts, until }: Walk, moment: Moment): number | undefined {
    for (const fact of facts) if (!fact.stands(moment)) return undefined;
    const now = this.clock.now().getTime();
    return now < until ? now : undefined;
  }

  /** The same, after a look at the database where one is needed. */
  async heldAfterALook(walk: Walk, moment: Moment): Promise<number | undefined> {
    await this.facts.confirm(walk.facts, moment);
    return this.heldAt(walk, moment);
  }

  remember(request: ResolutionRequest, walk: Walk): void {
    if (this.#size >= KEEP_AT_MOST) this.#forgetAll();
    const place = placeOf(request);
    const names = this.#places.get(place) ?? new Map<string, Walk>();
    this.#places.set(place, names);
    if (!names.has(request.name)) this.#size += 1;
    names.set(request.name, walk);
  }

  #forgetAll(): void {
    this.#places = new Map();
    this.#size = 0;
  }
}

/** A run resolves by its version, a lookup by itself, everything else by its app. */
function placeOf({ appId, version, lookupId }: ResolutionRequest): string {
  if (lookupId !== undefined) return `${appId} ${lookupId}`;
  return version === undefined ? appId : `${appId} ${version.processId} ${version.version}`;
}
