import { type BeforeApplicationShutdown, Injectable } from '@nestjs/common';
import { ConnectorsService } from '../../connectors/connectors.service.js';
import { Clock } from '../../kernel/clock.js';
import type { AccessToken } from '../tokens/access-token.entity.js';
import { tokenChangedMeanwhile, tokenNotFound } from '../tokens/tokens.errors.js';
import { TokensRepository } from '../tokens/tokens.repository.js';
import { ChangeWaiters } from './ledger/change-waiters.js';
import { LEASE_SLACK, LeaseHeartbeat } from './ledger/lease-heartbeat.js';
import { type RenewalResult, RenewToken } from './renew-token.js';
import { nothingToRenew, storedFailure, tokenNotRenewedYet } from './renewal.errors.js';
import type { RenewalTrigger } from './renewal-attempt.entity.js';
import type { CorrectedValues } from './renewal-settlements.js';

/**
 * Renews each token once, however many ask. Callers in this process share one promise; processes share the lease on
 * the token's row. Whoever gets no lease waits for the result of the one who has it.
 */
@Injectable()
export class RenewalService implements BeforeApplicationShutdown {
  readonly #running = new Map<string, Promise<AccessToken>>();

  constructor(
    private readonly tokens: TokensRepository,
    private readonly renewToken: RenewToken,
    private readonly connectors: ConnectorsService,
    private readonly waiters: ChangeWaiters,
    private readonly heartbeat: LeaseHeartbeat,
    private readonly clock: Clock,
  ) {}

  /**
   * The token with a generation newer than the given one. @throws the judgement of the failed renewal, and
   * nothing-to-renew when the method issues nothing.
   */
  renew(token: AccessToken, trigger: RenewalTrigger): Promise<AccessToken> {
    if (!this.connectors.method(token).renewal) return Promise.reject(nothingToRenew(token));
    const running = this.#running.get(token.id);
    if (!running) return this.run(token, (seen) => this.renewOrWait(seen, trigger));
    // It may have waited for a renewal that this caller has seen the end of already.
    return running.then((latest) => (latest.generation > token.generation ? latest : this.renew(latest, trigger)));
  }

  /**
   * Renews with values that a person has corrected, and stores them with the new token, as one next generation. A
   * refusal leaves the live token as it was. @throws the judgement of the vendor
   */
  async renewWith(token: AccessToken, corrected: CorrectedValues): Promise<AccessToken> {
    await this.#running.get(token.id)?.catch(() => undefined);
    return this.run(token, async (seen) => {
      const deadline = this.deadline();
      for (let latest = seen; this.clock.elapsed() < deadline; latest = await this.lookAgain(seen)) {
        if (latest.revision !== seen.revision) throw tokenChangedMeanwhile(seen.name);
        const result = await this.renewToken.attempt(latest, 'person', corrected);
        if (result) return this.handOut(latest, result);
        await this.waiters.changeOf(seen.id, { since: 0 });
      }
      throw tokenNotRenewedYet(seen, { retryAfterMs: LEASE_SLACK });
    });
  }

  /** A process that ends in good order leaves no renewal open. */
  async beforeApplicationShutdown(): Promise<void> {
    const done = new AbortController();
    const running = Promise.allSettled(this.#running.values());
    await Promise.race([running, this.clock.sleep(this.heartbeat.leaseMs, done.signal)]);
    done.abort();
  }

  private run(token: AccessToken, work: (seen: AccessToken) => Promise<AccessToken>): Promise<AccessToken> {
    const renewal = work(token).finally(() => {
      if (this.#running.get(token.id) === renewal) this.#running.delete(token.id);
    });
    this.#running.set(token.id, renewal);
    return renewal;
  }

  private async renewOrWait(seen: AccessToken, trigger: RenewalTrigger): Promise<AccessToken> {
    const [began, deadline] = [this.clock.elapsed(), this.deadline()];
    let latest = seen;
    while (this.clock.elapsed() < deadline) {
      const result = await this.renewToken.attempt(latest, trigger);
      if (result) return this.handOut(latest, result);
      latest = await this.lookAgain(seen);
      if (latest.generation !== seen.generation) return latest;
      if (latest.failures > seen.failures) throw storedFailure(latest);
      if (latest.leaseUntil !== null) await this.waiters.changeOf(seen.id, { since: began });
    }
    throw tokenNotRenewedYet(seen, { retryAfterMs: LEASE_SLACK });
  }

  /** What is stored now: this renewal's token, or that of whoever has overtaken it. */
  private async handOut(before: AccessToken, { token, error }: RenewalResult): Promise<AccessToken> {
    const latest = token ?? (await this.lookAgain(before));
    if (latest.generation === before.generation && error) throw error;
    this.waiters.handedOut(latest.id);
    return latest;
  }

  private async lookAgain(token: AccessToken): Promise<AccessToken> {
    const latest = await this.tokens.findById(token.tenantId, token.id);
    if (!latest) throw tokenNotFound(token.name);
    return latest;
  }

  private deadline(): number {
    return this.clock.elapsed() + this.heartbeat.leaseMs + LEASE_SLACK;
  }
}
