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

  async onApplicationBootstrap(): Promise<void> {
    await this.settleAll();
  }

  @Interval(LOOK_EVERY)
  async settleAll(): Promise<void> {
    const now = await this.database.now();
    const attempts = await this.ledger.unsettled(new Date(now.getTime() - this.renewToken.leaseMs));
    for (const attempt of attempts) await this.settle(attempt, now);
  }

  private settle(attempt: RenewalAttempt, now: Date): Promise<void> {
    return this.database.write(async (manager) => {
      const token = await manager.findOneBy(AccessToken, { id: attempt.tokenId, generation: attempt.generation });
      const isInDoubt = token !== null && this.mayBeSpent(token, attempt);
      if (isInDoubt) {
        const reason = reasonOf(renewalInDoubt(undefined));
        const change = { state: 'in-doubt', stateReason: reason, stateSince: now, nextRenewalAt: null } as const;
        await manager.update(AccessToken, { id: token.id, generation: token.generation, fence: attempt.fence }, change);
        await this.ledger.close(manager, attempt.id, { outcome: 'in-doubt', reason });
      } else {
        await this.ledger.close(manager, attempt.id, { outcome: 'abandoned' });
      }
      this.#logger.warn(
        `Renewal ${attempt.id} was cut off and is now ${isInDoubt ? 'in doubt' : 'free to be repeated'}.`,
      );
    });
  }

  private mayBeSpent(token: AccessToken, attempt: RenewalAttempt): boolean {
    const facts = this.connectors.method(token).renewal;
    const isSpent = facts !== undefined && facts.rotatesRefreshToken !== 'never' && !facts.oldStaysValid;
    return isSpent && attempt.refreshFingerprint !== null && !facts.replayWindowSeconds;
  }
}
