import { Injectable, Logger } from '@nestjs/common';
import { Interval } from '@nestjs/schedule';
import { ConnectorsService } from '../../connectors/connectors.service.js';
import { Database } from '../database/database.js';
import { AccessToken } from '../tokens/access-token.entity.js';
import { reasonOf } from '../tokens/token-state.js';
import { RenewToken } from './renew-token.js';
import { renewalInDoubt } from './renewal.errors.js';
import type { RenewalAttempt } from './renewal-attempt.entity.js';
import { RenewalLedger } from './renewal-ledger.js';
import { maySpendGrant } from './spent-grant.js';

const LOOK_EVERY = 30_000;

/**
 * Settles attempts whose process died between intent and outcome. A refresh token that does not change is simply used
 * again; one that the vendor may have replaced leaves the token in doubt, never revoked.
 */
@Injectable()
export class UnfinishedRenewals {
  readonly #logger = new Logger(UnfinishedRenewals.name);

  constructor(
    private readonly database: Database,
    private readonly ledger: RenewalLedger,
    private readonly renewToken: RenewToken,
    private readonly connectors: ConnectorsService,
  ) {}

  /** On SQLite nobody else can be at work on the same file: what is open at the start was cut off. */
  async onApplicationBootstrap(): Promise<void> {
    await this.settleOlderThan(this.database.engine === 'sqlite' ? 0 : this.renewToken.leaseMs);
  }

  /** Attempts that are older than any lease can be. */
  @Interval(LOOK_EVERY)
  async settleAll(): Promise<void> {
    await this.settleOlderThan(this.renewToken.leaseMs);
  }

  private async settleOlderThan(ageMs: number): Promise<void> {
    const now = await this.database.now();
    const attempts = await this.ledger.unsettled(new Date(now.getTime() - ageMs));
    for (const attempt of attempts) await this.settle(attempt, now);
  }

  private settle(attempt: RenewalAttempt, now: Date): Promise<void> {
    return this.database.write(async (manager) => {
      const token = await manager.findOneBy(AccessToken, { id: attempt.tokenId, generation: attempt.generation });
      const isInDoubt = token !== null && this.mayBeSpent(token, attempt);
      const reason = reasonOf(renewalInDoubt(token ?? { expiresAt: null }));
      const doubt = { state: 'in-doubt', stateReason: reason, stateSince: now, nextRenewalAt: null } as const;
      const change = { ...(isInDoubt ? doubt : {}), leaseHolder: null, leaseUntil: null };
      const { tokenId, generation, fence } = attempt;
      await manager.update(AccessToken, { id: tokenId, generation, fence }, change);
      const outcome = isInDoubt ? 'in-doubt' : 'abandoned';
      await this.ledger.close(manager, attempt.id, { outcome, ...(isInDoubt ? { reason } : {}) });
      this.#logger.warn(`Renewal ${attempt.id} was cut off: ${isInDoubt ? 'in doubt' : 'free to be repeated'}.`);
    });
  }

  private mayBeSpent(token: AccessToken, attempt: RenewalAttempt): boolean {
    return attempt.refreshFingerprint !== null && maySpendGrant(this.connectors.method(token));
  }
}
