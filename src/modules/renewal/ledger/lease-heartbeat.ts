import { Injectable, Logger } from '@nestjs/common';
import { Interval } from '@nestjs/schedule';
import { Clock } from '../../../kernel/clock.js';
import { Configuration } from '../../../kernel/configuration.js';
import { newId } from '../../../kernel/ids.js';
import type { Lease } from './lease.js';
import { LeaseRows } from './lease-rows.js';

/** What a lease lasts beyond the vendor's deadline, for storing the answer. Milliseconds. */
export const LEASE_SLACK = 15_000;
const BEAT_EVERY = 5_000;

interface Held {
  readonly tokenId: string;
  readonly fence: number;
  /** When the lease was last known to begin, by our clock. */
  since: number;
}

/**
 * The leases of this process, kept alive together while their holders still have something to do: one statement for
 * all of them, and none for those that are young.
 */
@Injectable()
export class LeaseHeartbeat {
  /** This process, as it stands on the rows. */
  readonly holder = newId('replica');
  /** How long a lease lasts that nobody extends. Milliseconds. */
  readonly leaseMs: number;
  readonly #logger = new Logger(LeaseHeartbeat.name);
  readonly #held = new Map<string, Held>();
  #isBeating = false;

  constructor(
    private readonly rows: LeaseRows,
    private readonly clock: Clock,
    configuration: Configuration,
  ) {
    this.leaseMs = configuration.vendorTimeoutSeconds * 1_000 + LEASE_SLACK;
  }

  hold({ attemptId, token, fence }: Lease): void {
    this.#held.set(attemptId, { tokenId: token.id, fence, since: this.clock.elapsed() });
  }

  letGo({ attemptId }: Lease): void {
    this.#held.delete(attemptId);
  }

  @Interval(BEAT_EVERY)
  async beat(): Promise<void> {
    const now = this.clock.elapsed();
    const old = [...this.#held.values()].filter(({ since }) => now - since > this.leaseMs / 3);
    if (this.#isBeating || old.length === 0) return;
    this.#isBeating = true;
    try {
      await this.rows.extend(this.holder, old, this.leaseMs);
      for (const held of old) held.since = now;
    } catch (error) {
      this.#logger.warn(`${old.length} leases could not be extended; the next beat follows. ${error}`);
    } finally {
      this.#isBeating = false;
    }
  }
}
