import { Injectable } from '@nestjs/common';
import { ConnectorsService } from '../../connectors/connectors.service.js';
import { Clock } from '../../kernel/clock.js';
import type { AccessToken } from '../tokens/access-token.entity.js';
import { TokenChanges } from '../tokens/token-changes.js';
import { tokenNotFound } from '../tokens/tokens.errors.js';
import { TokensRepository } from '../tokens/tokens.repository.js';
import { LEASE_SLACK, RenewToken } from './renew-token.js';
import { nothingToRenew, storedFailure, tokenNotRenewedYet } from './renewal.errors.js';
import type { RenewalTrigger } from './renewal-attempt.entity.js';

/** How often a waiter looks whether another replica is done. Milliseconds. */
const LOOK_AGAIN = 50;

/**
 * Renews each token once, however many ask. Callers in this process share one promise; processes share the lease on
 * the token's row. Whoever gets no lease waits for the result of the one who has it.
 */
@Injectable()
export class RenewalService {
  readonly #running = new Map<string, Promise<AccessToken>>();

  constructor(
    private readonly tokens: TokensRepository,
    private readonly renewToken: RenewToken,
    private readonly connectors: ConnectorsService,
    private readonly changes: TokenChanges,
    private readonly clock: Clock,
  ) {}

  /**
   * The token with a generation newer than the given one. @throws the judgement of the failed renewal, and
   * nothing-to-renew when the method issues nothing.
   */
  renew(token: AccessToken, trigger: RenewalTrigger): Promise<AccessToken> {
    if (!this.connectors.method(token).renewal) return Promise.reject(nothingToRenew(token));
    const running = this.#running.get(token.id);
    if (running) return running;
    const renewal = this.renewOrWait(token, trigger).finally(() => this.#running.delete(token.id));
    this.#running.set(token.id, renewal);
    return renewal;
  }

  private async renewOrWait(seen: AccessToken, trigger: RenewalTrigger): Promise<AccessToken> {
    const patience = this.renewToken.leaseMs + LEASE_SLACK;
    const giveUpAt = this.clock.now().getTime() + patience;
    while (this.clock.now().getTime() < giveUpAt) {
      const token = await this.lookAgain(seen);
      if (token.generation !== seen.generation) return token;
      if (token.failures > seen.failures) throw storedFailure(token);
      const result = await this.renewToken.attempt(token, trigger);
      if (result) return this.announce(token, result.error);
      await this.clock.sleep(LOOK_AGAIN);
    }
    throw tokenNotRenewedYet(seen, { retryAfterMs: LEASE_SLACK });
  }

  private async announce(before: AccessToken, error: Error | undefined): Promise<AccessToken> {
    const latest = await this.lookAgain(before);
    const isRenewed = latest.generation !== before.generation;
    this.changes.announce(isRenewed ? 'renewed' : 'state', latest);
    if (!isRenewed && error) throw error;
    return latest;
  }

  private async lookAgain(token: AccessToken): Promise<AccessToken> {
    const latest = await this.tokens.findById(token.tenantId, token.id);
    if (!latest) throw tokenNotFound(token.name);
    return latest;
  }
}
