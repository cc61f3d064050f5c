import { type BeforeApplicationShutdown, Injectable, Logger } from '@nestjs/common';
import { Interval } from '@nestjs/schedule';
import { BrokerError } from '../../kernel/broker.error.js';
import { Clock } from '../../kernel/clock.js';
import { Metrics } from '../metrics/metrics.js';
import { DueQueue, type DueToken } from './pace/due-queue.js';
import { DueTenants } from './pace/due-tenants.js';
import { DueTokens } from './pace/due-tokens.js';
import { Later } from './pace/later.js';
import { RenewalService } from './renewal.service.js';

const LOOK_EVERY = 1_000;
/** Claimed and waiting at most: about what begins within a second or two. */
const STOCK = 512;
const CLAIM_AT_ONCE = 256;
/** A claim of which much found a full line is followed by smaller ones, which grow again. */
const LEAST_CLAIM = 32;
const CLAIM_GROWS = 16;
/** What could not be tried is left alone for so long. Milliseconds. */
const AFTER_TROUBLE = 120_000;
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
  #claimSize = CLAIM_AT_ONCE;
  #isEnding = false;

  constructor(
    private readonly due: DueTokens,
    private readonly tenants: DueTenants,
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
      await this.putBackLater();
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
    const waiting = this.queue.drain().map(({ token }) => token);
    await Promise.all([this.putBackLater(), this.due.letGo(waiting)]).catch((error: Error) => {
      this.#logger.warn(`What was claimed comes due again by itself. ${error.message}`);
    });
  }

  /** What the database does not take now is kept for the next look, which claims nothing before. */
  private async putBackLater(): Promise<void> {
    const later = this.#later.take();
    await this.due.putBack(later).catch((error: unknown) => {
      for (const { at, tokens } of later) for (const token of tokens) this.#later.add(token, at.getTime());
      throw error;
    });
  }

  /** @param sentAway tenants whose due tokens found a full line at this look */
  private async claim(sentAway: Set<string>): Promise<Outlook> {
    const limit = Math.min(this.#claimSize, STOCK - this.queue.waiting);
    if (limit <= 0) return 'soon';
    const leftOut = [...this.queue.wellStocked(WELL_STOCKED), ...sentAway];
    if (leftOut.length === 0) return this.claimOfAll(limit, sentAway);
    const tenants = await this.tenants.next(leftOut, TENANTS_AT_ONCE);
    const each = Math.ceil(limit / Math.max(1, tenants.length));
    for (const tenantId of tenants) await this.claimOf({ tenantId, limit: each }, sentAway);
    return tenants.length === TENANTS_AT_ONCE ? 'at-once' : 'soon';
  }

  private async claimOfAll(limit: number, sentAway: Set<string>): Promise<Outlook> {
    const { claimed, refused } = await this.claimOf({ limit }, sentAway);
    const grown = Math.min(this.#claimSize + CLAIM_GROWS, CLAIM_AT_ONCE);
    this.#claimSize = refused === 0 ? grown : Math.max(claimed - refused, LEAST_CLAIM);
    return claimed === limit ? 'at-once' : 'nothing';
  }

  private async claimOf(
    wanted: { readonly tenantId?: string; readonly limit: number },
    sentAway: Set<string>,
  ): Promise<{ readonly claimed: number; readonly refused: number }> {
    const tokens = await this.due.claim(wanted, (due, now) => this.queue.admit(due, now));
    const refused = tokens.filter(({ id }) => !this.queue.has(id));
    for (const { tenantId } of refused) sentAway.add(tenantId);
    return { claimed: tokens.length, refused: refused.length };
  }

  private begin(): void {
    for (let due = this.queue.next(); due !== undefined; due = this.queue.next()) void this.renew(due);
  }

  private async renew(due: DueToken): Promise<void> {
    try {
      await this.renewals.renew(due.token, 'timer');
      this.due.done(due.id);
    } catch (error) {
      this.explain(due, error);
    } finally {
      this.queue.done(due);
      if (!this.#isEnding) this.begin();
      if (this.#outlook !== 'nothing' && this.queue.waiting < FEW_WAITING) void this.lookForDue();
    }
  }

  private explain({ id, token }: DueToken, error: unknown): void {
    const now = this.clock.now().getTime();
    const isResting = error instanceof BrokerError && error.code === 'token-endpoint-resting';
    // What is stored of a failure has its own time already, and keeps it.
    this.#later.add(token, now + (isResting ? (error.retryAfterMs ?? 0) * (1 + Math.random()) : AFTER_TROUBLE));
    if (isResting) return;
    this.#logger.warn(`Renewal of ${id} failed: ${error instanceof BrokerError ? error.code : 'unexpected'}`);
  }
}
