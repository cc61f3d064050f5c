import { type BeforeApplicationShutdown, Injectable, Logger } from '@nestjs/common';
import { Interval } from '@nestjs/schedule';
import { BrokerError } from '../../kernel/broker.error.js';
import { Clock } from '../../kernel/clock.js';
import { Metrics } from '../metrics/metrics.js';
import { DueQueue, type DueToken } from './pace/due-queue.js';
import { DueTokens } from './pace/due-tokens.js';
import { Later } from './pace/later.js';
import { RenewalService } from './renewal.service.js';

const LOOK_EVERY = 1_000;
/** Claimed and waiting at most: about what begins within a second or two. */
const STOCK = 512;
const CLAIM_AT_ONCE = 256;
/** A tenant with so many waiting is left out of the next claims. */
const WELL_STOCKED = 128;
/** Tenants with due tokens that get a turn at one look while others are well stocked. */
const TENANTS_AT_ONCE = 32;
/** With fewer waiting, and more to be found, the next look does not wait for its time. */
const FEW_WAITING = 64;
const CLAIMS_AT_A_LOOK = 4;

/** Whether more can be claimed: at once, when the queue has moved on, or not before the next look. */
type Outlook = 'at-once' | 'soon' | 'nothing';

/** Renews what is due by the clock. Every replica looks; a claim gives each token to one of them. */
@Injectable()
export class RenewalTimer implements BeforeApplicationShutdown {
  readonly #logger = new Logger(RenewalTimer.name);
  readonly #later = new Later();
  #isLooking = false;
  #outlook: Outlook = 'nothing';
  #isEnding = false;

  constructor(
    private readonly due: DueTokens,
    private readonly queue: DueQueue,
    private readonly renewals: RenewalService,
    private readonly clock: Clock,
    metrics: Metrics,
  ) {
    metrics.measure('due_tokens', () => queue.waiting);
    metrics.measure('renewals_under_way', () => queue.running);
  }

  @Interval(LOOK_EVERY)
  async lookForDue(): Promise<void> {
    if (this.#isLooking || this.#isEnding) return;
    this.#isLooking = true;
    try {
      await this.due.putBack(this.#later.take());
      this.#outlook = 'at-once';
      const sentAway = new Set<string>();
      for (let claims = 0; claims < CLAIMS_AT_A_LOOK && this.#outlook === 'at-once'; claims += 1) {
        this.#outlook = await this.claim(sentAway);
        this.begin();
      }
    } catch (error) {
      this.#logger.warn(`The look for due tokens failed; the next one follows. ${(error as Error).message}`);
    } finally {
      this.#isLooking = false;
    }
  }

  /** What waits here is another replica's, or the next start's, at once. */
  async beforeApplicationShutdown(): Promise<void> {
    this.#isEnding = true;
    const now = this.clock.now().getTime();
    for (const { id } of this.queue.drain()) this.#later.add(id, now);
    await this.due.putBack(this.#later.take()).catch((error: Error) => {
      this.#logger.warn(`What was claimed comes due again by itself. ${error.message}`);
    });
  }

  /** @param sentAway tenants whose due tokens found a full line at this look */
  private async claim(sentAway: Set<string>): Promise<Outlook> {
    const limit = Math.min(CLAIM_AT_ONCE, STOCK - this.queue.waiting);
    if (limit <= 0) return 'soon';
    const leftOut = [...this.queue.wellStocked(WELL_STOCKED), ...sentAway];
    if (leftOut.length === 0) return (await this.claimOf({ limit }, sentAway)) === limit ? 'at-once' : 'nothing';
    const tenants = await this.due.nextTenants(leftOut, TENANTS_AT_ONCE);
    const each = Math.ceil(limit / Math.max(1, tenants.length));
    for (const tenantId of tenants) await this.claimOf({ tenantId, limit: each }, sentAway);
    return tenants.length === TENANTS_AT_ONCE ? 'at-once' : 'soon';
  }

  private async claimOf(
    wanted: { readonly tenantId?: string; readonly limit: number },
    sentAway: Set<string>,
  ): Promise<number> {
    const tokens = await this.due.claim(wanted, (due, now) => this.queue.admit(due, now));
    for (const { id, tenantId } of tokens) if (!this.queue.has(id)) sentAway.add(tenantId);
    return tokens.length;
  }

  private begin(): void {
    for (let due = this.queue.next(); due !== undefined; due = this.queue.next()) void this.renew(due);
  }

  private async renew(due: DueToken): Promise<void> {
    try {
      await this.renewals.renew(due.token, 'timer');
    } catch (error) {
      this.explain(due, error);
    } finally {
      this.queue.done(due);
      if (!this.#isEnding) this.begin();
      if (this.#outlook !== 'nothing' && this.queue.waiting < FEW_WAITING) void this.lookForDue();
    }
  }

  private explain({ id }: DueToken, error: unknown): void {
    const isResting = error instanceof BrokerError && error.code === 'token-endpoint-resting';
    if (isResting) this.#later.add(id, this.clock.now().getTime() + (error.retryAfterMs ?? 0) * (1 + Math.random()));
    else this.#logger.warn(`Renewal of ${id} failed: ${error instanceof BrokerError ? error.code : 'unexpected'}`);
  }
}
