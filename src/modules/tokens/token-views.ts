import { Injectable } from '@nestjs/common';
import { Configuration } from '../../kernel/configuration.js';
import type { TenantCaller } from '../callers/caller.js';
import { Database } from '../database/database.js';
import { LastUses } from '../usage/last-uses.js';
import { TokenProofs } from '../usage/token-proofs.js';
import type { AccessToken } from './access-token.entity.js';
import { sharedGrantsOf } from './care/shared-grants.js';
import { TokenOutlook } from './outlook/token-outlook.js';
import type { TokenDto } from './token.dto.js';
import { maySeeScope } from './token-access.js';
import { viewOf } from './token-view.js';
import { TokensRepository } from './tokens.repository.js';

/** Gathers what is shown of tokens besides their rows: names, uses, proofs, and what lies ahead. */
@Injectable()
export class TokenViews {
  constructor(
    private readonly tokens: TokensRepository,
    private readonly lastUses: LastUses,
    private readonly proofs: TokenProofs,
    private readonly outlook: TokenOutlook,
    private readonly database: Database,
    private readonly configuration: Configuration,
  ) {}

  async of(caller: TenantCaller, tokens: readonly AccessToken[]): Promise<TokenDto[]> {
    const ids = tokens.map(({ id }) => id);
    const [namesakes, sharing, lastUsed, proofs, now] = await Promise.all([
      this.namesakes(caller, tokens),
      this.sharing(caller, tokens),
      this.lastUses.of(ids),
      this.proofs.of(ids),
      // Leases run by the database's clock.
      this.database.now(),
    ]);
    return tokens.map((token) =>
      viewOf(token, {
        now,
        healthyWithinMinutes: this.configuration.healthyWithinMinutes,
        lastUsedAt: lastUsed.get(token.id),
        proof: proofs.get(token.id),
        namesakes: namesakes.filter(({ nameFolded }) => nameFolded === token.nameFolded),
        forecast: this.outlook.forecastOf(token),
        sharedGrants: sharedGrantsOf({
          token,
          cap: this.outlook.factsOf(token)?.grantCap,
          sharing: sharing.filter(({ grantKey }) => grantKey === token.grantKey),
          isSeen: ({ scopeKey }) => maySeeScope(caller, scopeKey),
        }),
      }),
    );
  }

  private async namesakes(caller: TenantCaller, tokens: readonly AccessToken[]): Promise<AccessToken[]> {
    const names = [...new Set(tokens.map(({ nameFolded }) => nameFolded))];
    const found = await this.tokens.namesakes(caller.tenantId, names);
    return found.filter(({ scopeKey }) => maySeeScope(caller, scopeKey));
  }

  private sharing(caller: TenantCaller, tokens: readonly AccessToken[]): Promise<AccessToken[]> {
    const keys = new Set(tokens.flatMap(({ grantKey }) => grantKey ?? []));
    return keys.size === 0 ? Promise.resolve([]) : this.tokens.sharingGrants(caller.tenantId, [...keys]);
  }
}
