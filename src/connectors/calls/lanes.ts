import type { Clock } from '../../kernel/clock.js';
import type { CallLimit } from '../contract/call-limits.js';
import type { CancelSignal } from '../contract/vendor-exchange.js';
import { laneCrowded } from './calls.errors.js';

/** Nobody waits longer for a turn; milliseconds. */
const PATIENCE = 60_000;
/** With more lanes, those where nothing is under way are forgotten: whoever comes back begins anew. */
const KEPT_AT_MOST = 10_000;

export interface Turn {
  readonly place: string;
  readonly limit: CallLimit;
  readonly signal?: CancelSignal | undefined;
}

interface Lane {
  running: number;
  readonly waiting: Set<() => void>;
  /** When the last calls began, oldest first, as many as the rate allows; elapsed milliseconds. */
  readonly starts: number[];
  /** The vendor asked to wait until then. */
  heldUntil: number;
}

/** Lets so many calls to one place be under way at once, and begin within a time; the others wait in order. */
export class Lanes {
  readonly #lanes = new Map<string, Lane>();
  readonly #clock: Clock;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** @throws lane-crowded when the turn is too far away */
  async take<T>(turn: Turn, work: () => Promise<T>): Promise<T> {
    const lane = this.#laneOf(turn.place);
    await this.#enter(lane, turn);
    try {
      await this.#begin(lane, turn);
      return await work();
    } finally {
      leave(lane);
    }
  }

  /** The vendor asks everybody at this place to wait. */
  hold(place: string, ms: number): void {
    const lane = this.#laneOf(place);
    lane.heldUntil = Math.max(lane.heldUntil, this.#clock.elapsed() + ms);
  }

  #laneOf(place: string): Lane {
    const known = this.#lanes.get(place);
    if (known) return known;
    if (this.#lanes.size >= KEPT_AT_MOST) this.#forgetIdle();
    const lane = { running: 0, waiting: new Set<() => void>(), starts: [], heldUntil: 0 };
    this.#lanes.set(place, lane);
    return lane;
  }

  #forgetIdle(): void {
    for (const [place, { running }] of this.#lanes) if (running === 0) this.#lanes.delete(place);
  }

  async #enter(lane: Lane, { limit: { atOnce = Number.POSITIVE_INFINITY }, signal }: Turn): Promise<void> {
    if (lane.running < atOnce) {
      lane.running += 1;
      return;
    }
    await new Promise<void>((resolve) => {
      lane.waiting.add(resolve);
      signal?.addEventListener('abort', () => {
        // Its call finds that nobody waits for it; the turn goes on to the next.
        if (lane.waiting.delete(resolve)) {
          lane.running += 1;
          resolve();
        }
      });
    });
  }

  /** The turn has come; the rate and the vendor may still ask to wait. */
  async #begin(lane: Lane, { place, limit: { rate } }: Turn): Promise<void> {
    const now = this.#clock.elapsed();
    const oldest = rate && lane.starts.length >= rate.calls ? lane.starts.shift() : undefined;
    const at = Math.max(now, lane.heldUntil, oldest === undefined || !rate ? 0 : oldest + rate.perMs);
    if (at - now > PATIENCE) {
      if (oldest !== undefined) lane.starts.unshift(oldest);
      throw laneCrowded(place, at - now);
    }
    if (rate) lane.starts.push(at);
    if (at > now) await this.#clock.sleep(at - now);
  }
}

function leave(lane: Lane): void {
  const [next] = lane.waiting;
  if (next === undefined) {
    lane.running -= 1;
    return;
  }
  lane.waiting.delete(next);
  next();
}
