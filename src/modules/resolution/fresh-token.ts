import { Injectable } from '@nestjs/common';
import { LRUCache } from 'lru-cache';
import { BrokerError } from '../../kernel/broker.error.js';
import { Clock } from '../../kernel/clock.js';
import { freshnessOf, freshUntil } from '../renewal/freshness.js';
import { isHeldBack } from '../renewal/judging/backoff.js';
import { tokenNeedsPerson, tokenNotRenewedYet } from '../renewal/renewal.errors.js';
import { RenewalService } from '../renewal/renewal.service.js';
import type { RenewalTrigger } from '../renewal/renewal-attempt.entity.js';
import type { AccessToken } from '../tokens/access-token.entity.js';
import { needsPerson } from '../tokens/token-state.js';

/** A token that can be presented now. */
export interface UsableToken {
  readonly token: AccessToken;
  readonly warning?: string;
  /** While the row stays as it is, time changes nothing of this before then. Milliseconds since 1970. */
  readonly until: number;
}

const AT_ONCE = 0;
/** How long a healed token must last before an "expired" answer is believed again. Milliseconds. */
const A_WHILE = 60_000;

/** Makes sure that what is handed out works: renewed when due, served with a warning while a renewal fails. */
@Injectable()
export class FreshToken {
  readonly #healed = new LRUCache<string, { readonly generation: number; readonly at: number }>({ max: 10_000 });

  constructor(
    private readonly renewals: RenewalService,
    private readonly clock: Clock,
  ) {}

  /** @throws token-needs-*, token-not-renewed-yet */
  async of(token: AccessToken, trigger: RenewalTrigger): Promise<UsableToken> {
    const freshness = freshnessOf(token, this.clock.now());
    if (freshness === 'timeless' || freshness === 'fresh') return usable(token, freshUntil(token));
    if (needsPerson(token.state) || isHeldBack(token, this.clock.now()))
      return this.lastResort(token, freshness === 'due');
    try {
      return { token: await this.renewals.renew(token, trigger), until: AT_ONCE };
    } catch (error) {
      if (freshness === 'due' && error instanceof BrokerError) return { token, warning: error.message, until: AT_ONCE };
      throw error;
    }
  }

  /** A newer generation than this spent one, or undefined when renewal brings none. @throws the renewal's judgement */
  async renewed(token: AccessToken): Promise<AccessToken | undefined> {
    if (token.issuedAt === null || needsPerson(token.state) || isHeldBack(token, this.clock.now())) return undefined;
    if (this.isJustHealed(token)) return undefined;
    const latest = await this.renewals.renew(token, 'expired-answer');
    if (latest.generation === token.generation) return undefined;
    this.#healed.set(latest.id, { generation: latest.generation, at: this.clock.now().getTime() });
    return latest;
  }

  /** The vendor refuses what it issued a moment ago: another token would be refused as well, request for request. */
  private isJustHealed({ id, generation }: AccessToken): boolean {
    const healed = this.#healed.get(id);
    return healed?.generation === generation && this.clock.now().getTime() - healed.at < A_WHILE;
  }

  private lastResort(token: AccessToken, stillWorks: boolean): UsableToken {
    const reason = token.stateReason;
    if (stillWorks) return usable(token, AT_ONCE);
    if (reason && needsPerson(token.state)) throw tokenNeedsPerson(token, reason);
    const retryAfterMs = Math.max(1_000, (token.retryAt?.getTime() ?? 0) - this.clock.now().getTime());
    throw tokenNotRenewedYet(token, { retryAfterMs });
  }
}

function usable(token: AccessToken, until: number): UsableToken {
  return token.stateReason ? { token, warning: token.stateReason.message, until } : { token, until };
}
