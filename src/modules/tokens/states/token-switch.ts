import { Injectable } from '@nestjs/common';
import { Clock } from '../../../kernel/clock.js';
import type { Precondition } from '../../api/etag.js';
import type { TenantCaller } from '../../callers/caller.js';
import type { AccessToken } from '../access-token.entity.js';
import { TokenOutlook } from '../outlook/token-outlook.js';
import { nextRenewalOf, spreadOf } from '../renewal-schedule.js';
import { TokenChanger } from '../token-changer.js';
import { needsPerson } from '../token-state.js';
import { TokenStore } from '../token-store.js';
import type { TokenChange } from '../tokens.repository.js';

export interface Switching {
  readonly precondition: Precondition;
  /** In the admin's words. */
  readonly reason?: string;
}

/**
 * Switches a token off and on. It touches neither generation nor fence, so a renewal under way still stores what the
 * vendor gave it; whoever hands out a token looks at the switch.
 */
@Injectable()
export class TokenSwitch {
  constructor(
    private readonly changer: TokenChanger,
    private readonly tokens: TokenStore,
    private readonly outlook: TokenOutlook,
    private readonly clock: Clock,
  ) {}

  /** Switched off already, it keeps who did it, since when and why. @throws token-not-found, right-missing, precondition-failed */
  async disable(caller: TenantCaller, id: string, { precondition, reason }: Switching): Promise<AccessToken> {
    const token = await this.seen(caller, id, precondition);
    if (token.disabledAt) return token;
    const now = this.clock.now();
    const change: TokenChange = {
      disabledAt: now,
      disabledBy: `${caller.kind} ${caller.name ?? caller.id}`.slice(0, 100),
      disabledReason: reason?.trim() || null,
      nextRenewalAt: null,
      changedAt: now,
    };
    const facts = { reason: change.disabledReason ?? undefined };
    return this.tokens.mark(token, change, { by: caller, action: 'access-token.disabled', facts });
  }

  async enable(caller: TenantCaller, id: string, { precondition }: Switching): Promise<AccessToken> {
    const token = await this.seen(caller, id, precondition);
    if (!token.disabledAt) return token;
    const { state, renewalRate } = token;
    const change: TokenChange = {
      disabledAt: null,
      disabledBy: null,
      disabledReason: null,
      changedAt: this.clock.now(),
      nextRenewalAt: needsPerson(state) ? null : nextRenewalOf(token, renewalRate, spreadOf(token.id)),
    };
    const outlook = this.outlook.of({ ...token, ...change });
    return this.tokens.mark(token, { ...change, ...outlook }, { by: caller, action: 'access-token.enabled' });
  }

  private async seen(caller: TenantCaller, id: string, precondition: Precondition): Promise<AccessToken> {
    const token = await this.changer.manageable(caller, id);
    precondition.check(token.revision);
    return token;
  }
}
