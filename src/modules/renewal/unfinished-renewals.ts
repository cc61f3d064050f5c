import { Injectable, Logger } from '@nestjs/common';
import { Interval } from '@nestjs/schedule';
import type { AccessToken } from '../tokens/access-token.entity.js';
import { needsPerson } from '../tokens/token-state.js';
import { GrantSafe } from './ledger/grant-safe.js';
import { LeaseHeartbeat } from './ledger/lease-heartbeat.js';
import { RenewalService } from './renewal.service.js';
import type { RenewalAttempt } from './renewal-attempt.entity.js';
import { type OrphanedAttempt, RenewalLedger } from './renewal-ledger.js';
import { RenewalSettlements } from './renewal-settlements.js';
import { SpooledAnswers } from './spool/spooled-answers.js';

const LOOK_EVERY = 5_000;
const AT_ONCE = 500;

/**
 * Brings renewals to an end whose process died between intent and outcome: an answer that is in the spool is adopted;
 * else the vendor's facts say whether the same refresh token may be sent again, or the token is in doubt.
 */
@Injectable()
export class UnfinishedRenewals {
  readonly #logger = new Logger(UnfinishedRenewals.name);
  #settling: Promise<void> | undefined;

  constructor(
    private readonly ledger: RenewalLedger,
    private readonly grants: GrantSafe,
    private readonly heartbeat: LeaseHeartbeat,
    private readonly settlements: RenewalSettlements,
    private readonly spooled: SpooledAnswers,
    private readonly renewals: RenewalService,
  ) {}

  /** On SQLite nobody else can be at work on the same file: what is open at the start was cut off. */
  async onApplicationBootstrap(): Promise<void> {
    await this.spooled.adoptAll();
    await this.settleOrphans(this.ledger.isAlone);
  }

  /** Those whose lease has run out: nobody is at work on them. */
  @Interval(LOOK_EVERY)
  settleAll(): Promise<void> {
    this.#settling ??= this.look().finally(() => {
      this.#settling = undefined;
    });
    return this.#settling;
  }

  private async look(): Promise<void> {
    try {
      await this.spooled.adoptAll();
      await this.settleOrphans(false);
    } catch (error) {
      this.#logger.warn(`The look for unfinished renewals failed; the next one follows. ${error}`);
    }
  }

  private async settleOrphans(isEveryoneDead: boolean): Promise<void> {
    for (const orphan of await this.ledger.orphaned(AT_ONCE, isEveryoneDead)) {
      if (this.spooled.has(orphan.attempt.id)) continue;
      await this.settle(orphan, isEveryoneDead).catch((error: unknown) =>
        this.#logger.warn(`Renewal ${orphan.attempt.id} stays open: ${error}`),
      );
    }
  }

  private async settle({ attempt, token }: OrphanedAttempt, isDead: boolean): Promise<void> {
    if (!token) return this.ledger.close(attempt.id, 'abandoned');
    const { refreshFingerprint } = await this.grants.open(token);
    // Another grant has come since, by consent or by a renewal.
    if (attempt.refreshFingerprint !== null && refreshFingerprint !== attempt.refreshFingerprint)
      return this.ledger.close(attempt.id, 'overtaken');
    if (isJudgedSince(attempt, token)) return this.ledger.close(attempt.id, 'in-doubt');
    const { holder, leaseMs: forMs } = this.heartbeat;
    const wanted = { token, holder, forMs, refreshFingerprint, isDead };
    const ended = await this.ledger.bringToEnd(attempt, wanted, (lease) => this.settlements.cutOff(lease));
    if (!ended) return;
    const { lease, settlement, mustRepeat } = ended;
    this.#logger.warn(`Renewal ${attempt.id} was cut off: ${settlement.outcome}.`);
    // The vendor takes the same refresh token again for a short while only.
    if (mustRepeat) void this.renewals.renew({ ...token, fence: lease.fence }, 'timer').catch(() => undefined);
  }
}

/**
 * Another lease followed. Whoever had it missed the answer of this attempt and has said so, or a person has tried since
 * and the vendor has answered: either is more than this attempt can tell.
 */
function isJudgedSince(attempt: RenewalAttempt, token: AccessToken): boolean {
  return attempt.refreshFingerprint !== null && needsPerson(token.state) && token.fence !== attempt.fence;
}
