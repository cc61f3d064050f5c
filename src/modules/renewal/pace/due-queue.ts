import { Injectable } from '@nestjs/common';
import { Clock } from '../../../kernel/clock.js';
import type { AccessToken } from '../../tokens/access-token.entity.js';
import { FairQueue } from './fair-queue.js';
import { Later, type PutBack } from './later.js';
import { PacedVendor } from './paced-vendor.js';
import type { Waiting } from './waiting.js';

export interface DueToken extends Waiting {
  readonly token: AccessToken;
}

/** Unless the vendor states another number: enough for 300 renewals a second at a vendor that takes 200 ms. */
const AT_ONCE_AT_A_HOST = 96;
/** A line that is full is looked at again when it has moved on; at most after this. Milliseconds. */
const LONGEST_DETOUR = 60_000;
/** A full line moves on within so long, and then so fast: between two tokens that are sent away from it. Milliseconds. */
const SHORTEST_DETOUR = 250;
const DETOUR_STEP = 2;
/** A disabled token may be enabled, and a method that is no longer known may come back with an update. */
const OUT_OF_USE = 15 * 60_000;
/** After the rest of an endpoint its tokens come back spread over this much of the same time again. */
const SPREAD_AFTER_REST = 0.5;

/** Decides which claimed tokens wait here for their turn, and when the others are looked at again. */
@Injectable()
export class DueQueue {
  readonly #queue = new FairQueue<DueToken>();
  readonly #detours = new Map<string, number>();

  constructor(
    private readonly vendor: PacedVendor,
    private readonly clock: Clock,
  ) {}

  get running(): number {
    return this.#queue.running;
  }

  get waiting(): number {
    return this.#queue.waiting;
  }

  has(id: string): boolean {
    return this.#queue.has(id);
  }

  wellStocked(atLeast: number): readonly string[] {
    return this.#queue.wellStocked(atLeast);
  }

  next(): DueToken | undefined {
    return this.#queue.next();
  }

  done(due: DueToken): void {
    this.#queue.done(due);
  }

  drain(): DueToken[] {
    return this.#queue.drain();
  }

  /** Lets in who will have a turn soon. Returns when to look at the others again. */
  admit(tokens: readonly AccessToken[], now: Date): PutBack[] {
    const later = new Later();
    for (const token of tokens) {
      if (this.#queue.has(token.id)) continue;
      const wait = this.admitOne(token);
      if (wait !== undefined) later.add(token, now.getTime() + wait);
    }
    return later.take();
  }

  /** Undefined when the token is let in; else after how many milliseconds to look at it again. */
  private admitOne(token: AccessToken): number | undefined {
    const place = token.disabledAt === null ? this.placeOf(token) : undefined;
    if (place === undefined) return OUT_OF_USE;
    const { id, tenantId } = token;
    const { rest, host, atOnce } = place;
    if (rest !== undefined) return rest * (1 + SPREAD_AFTER_REST * Math.random());
    const deadline = token.expiresAt?.getTime() ?? Number.POSITIVE_INFINITY;
    const due = { id, tenantId, host, atOnce, deadline, token };
    if (!this.#queue.hasRoomFor(due)) return this.detour(host);
    this.#queue.add(due);
    return undefined;
  }

  private placeOf(token: AccessToken) {
    try {
      const endpoint = this.vendor.endpointOf(token);
      const atOnce = this.vendor.method(token).renewal?.renewalsAtOnce ?? AT_ONCE_AT_A_HOST;
      return { host: endpoint.host, rest: this.vendor.restOf(endpoint), atOnce };
    } catch {
      return undefined;
    }
  }

  /** One after the other, so that they come back as the line moves on and not all at once. */
  private detour(host: string): number {
    const now = this.clock.elapsed();
    const after = Math.max(now + SHORTEST_DETOUR, (this.#detours.get(host) ?? 0) + DETOUR_STEP);
    this.#detours.set(host, Math.min(after, now + LONGEST_DETOUR));
    return after - now;
  }
}
