import { Injectable } from '@nestjs/common';
import { ConnectorsService, type MethodName } from '../../connectors/connectors.service.js';
import type { RenewalRate } from '../../connectors/contract/renewal-facts.js';
import { BrokerError } from '../../kernel/broker.error.js';
import { Clock } from '../../kernel/clock.js';
import { NAME_RULE, parseName } from '../../kernel/name.js';
import { invalidRequest } from '../api/api.errors.js';
import type { Precondition } from '../api/etag.js';
import type { TenantCaller } from '../callers/caller.js';
import { rightMissing } from '../callers/callers.errors.js';
import { Database } from '../database/database.js';
import type { AccessToken } from './access-token.entity.js';
import { careColumnsOf } from './care/care-columns.js';
import { nextRenewalOf, spreadOf } from './renewal-schedule.js';
import { mayManageScope } from './token-access.js';
import { TokenSafe } from './token-safe.js';
import { appOfScope, GLOBAL_SCOPE } from './token-scope.js';
import { type ChangeContext, TokenStore } from './token-store.js';
import { renewalRateUnknown, tokenInUse, tokenRenewing } from './tokens.errors.js';
import type { TokenChange } from './tokens.repository.js';
import { TokensService } from './tokens.service.js';
import type { ChangeTokenDto } from './views/token.dto.js';

/** Milliseconds between two looks at a token that is being renewed, and how many looks. */
const LOOK_AGAIN = 50;
const PATIENCE = 200;

interface WantedChange extends Omit<ChangeContext, 'by'> {
  readonly wanted: ChangeTokenDto;
  readonly precondition: Precondition;
  /** Takes another name although uses say this one. */
  readonly isForced: boolean;
}

/** What people do to a stored token besides changing its credentials: rename, describe, pace, remove. */
@Injectable()
export class TokenChanger {
  constructor(
    private readonly tokens: TokensService,
    private readonly store: TokenStore,
    private readonly safe: TokenSafe,
    private readonly connectors: ConnectorsService,
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /** The token, if the caller may change it. @throws token-not-found, right-missing */
  async manageable(caller: TenantCaller, id: string): Promise<AccessToken> {
    const token = await this.tokens.find(caller, id);
    requireManaging(caller, token.scopeKey);
    return token;
  }

  /** Waits for a renewal under way. @throws precondition-failed, token-in-use unless forced, token-renewing */
  async change(
    caller: TenantCaller,
    id: string,
    { wanted, precondition, isForced, facts = {}, alongside }: WantedChange,
  ): Promise<AccessToken> {
    const context = { by: caller, facts: { ...facts, fields: Object.keys(wanted) }, ...(alongside && { alongside }) };
    for (let tries = 0; tries < PATIENCE; tries += 1) {
      const token = await this.manageable(caller, id);
      precondition.check(token.revision);
      if (wanted.name !== undefined && !isForced) await this.checkRenaming(token, wanted.name);
      if (token.leaseUntil === null || token.leaseUntil < (await this.database.now())) {
        const change = {
          connection: await this.safe.open(token),
          change: this.changeOf(token, wanted),
          keepsGrant: true,
        };
        const changed = await this.store.change(token, change, context).catch(unlessOvertaken);
        if (changed) return changed;
      }
      await this.clock.sleep(LOOK_AGAIN);
    }
    throw tokenRenewing();
  }

  /** @throws token-in-use unless forced */
  async remove(
    caller: TenantCaller,
    id: string,
    { isForced, precondition }: { readonly isForced: boolean; readonly precondition: Precondition },
  ): Promise<void> {
    const token = await this.manageable(caller, id);
    precondition.check(token.revision);
    const uses = await this.tokens.allUses(token);
    if (uses.length > 0 && !isForced) throw tokenInUse(token.name, uses);
    await this.store.remove(token, { by: caller, facts: { uses: uses.length } });
  }

  /** Who names a token finds it without regard to case and spaces. @throws token-in-use under its name of now */
  async checkRenaming(token: AccessToken, wanted: string): Promise<void> {
    if (namedAs(wanted).nameFolded === token.nameFolded) return;
    const uses = await this.tokens.allUses(token);
    if (uses.length > 0) throw tokenInUse(token.name, uses);
  }

  private changeOf(token: AccessToken, wanted: ChangeTokenDto): TokenChange {
    const change: TokenChange = careColumnsOf(wanted);
    if (wanted.name !== undefined) Object.assign(change, namedAs(wanted.name));
    if (wanted.description !== undefined) change.description = wanted.description;
    if (wanted.renewalRate !== undefined) change.renewalRate = this.rateOf(token, wanted.renewalRate);
    if (wanted.renewalRate !== undefined || wanted.keepAlive !== undefined) {
      const rate = change.renewalRate ?? token.renewalRate;
      change.nextRenewalAt = nextRenewalOf(token, rate, spreadOf(token.id));
    }
    return change;
  }

  /** @throws renewal-rate-unknown */
  rateOf(method: MethodName, wanted: string | undefined): RenewalRate {
    const { renewal } = this.connectors.method(method);
    const rates: readonly RenewalRate[] = renewal?.rates ?? ['disabled'];
    if (wanted === undefined) return renewal?.defaultRate ?? 'disabled';
    const rate = rates.find((each) => each === wanted);
    if (rate === undefined) throw renewalRateUnknown(rates);
    return rate;
  }
}

/** @throws right-missing */
export function requireManaging(caller: TenantCaller, scopeKey: string): void {
  if (mayManageScope(caller, scopeKey)) return;
  throw scopeKey === GLOBAL_SCOPE
    ? rightMissing('manage-global-tokens')
    : rightMissing('manage-app', appOfScope(scopeKey));
}

/** The columns of a name. @throws invalid-request */
export function namedAs(text: string): { readonly name: string; readonly nameFolded: string } {
  const name = parseName(text);
  if (!name) throw invalidRequest([{ field: 'name', problems: [`name ${NAME_RULE}`] }]);
  return { name: name.shown, nameFolded: name.folded };
}

/** A renewal came first: look again. */
export function unlessOvertaken(error: unknown): undefined {
  if (error instanceof BrokerError && error.code === 'token-changed-meanwhile') return undefined;
  throw error;
}
