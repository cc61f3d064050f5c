import { Injectable } from '@nestjs/common';
import { appsReached, type TenantCaller } from '../../callers/caller.js';
import { TokenUses } from '../../usage/token-uses.js';
import type { AccessToken } from '../access-token.entity.js';
import { maySeeScope } from '../token-access.js';
import { appOfScope, GLOBAL_SCOPE } from '../token-scope.js';
import { TokensRepository } from '../tokens.repository.js';

export interface Neighbours {
  /** Tokens of the same name that the caller may see, by token id. */
  namesakesOf(token: AccessToken): AccessToken[];
  /** How many processes and app declarations name the token and mean it, as far as the caller reaches their apps. */
  usesOf(token: AccessToken): number;
  /** All tokens whose grants the vendor counts together with this one, itself included; empty when it says nothing. */
  sharingOf(token: AccessToken): AccessToken[];
}

/** What stands around tokens: who hides whom, who means which, and who shares a vendor account. */
@Injectable()
export class TokenNeighbours {
  constructor(
    private readonly tokens: TokensRepository,
    private readonly uses: TokenUses,
  ) {}

  async of(caller: TenantCaller, tokens: readonly AccessToken[]): Promise<Neighbours> {
    const names = [...new Set(tokens.map(({ nameFolded }) => nameFolded))];
    const grantKeys = [...new Set(tokens.flatMap(({ grantKey }) => grantKey ?? []))];
    const [namesakes, counts, sharing] = await Promise.all([
      this.tokens.namesakes(caller.tenantId, names),
      this.uses.countsOf(caller.tenantId, names),
      grantKeys.length === 0 ? [] : this.tokens.sharingGrants(caller.tenantId, grantKeys),
    ]);
    const reached = appsReached(caller);
    const ofName = ({ nameFolded }: AccessToken) => namesakes.filter((other) => other.nameFolded === nameFolded);
    return {
      namesakesOf: (token) => ofName(token).filter(({ scopeKey }) => maySeeScope(caller, scopeKey)),
      usesOf: (token) => {
        const hiding = new Set(token.scopeKey === GLOBAL_SCOPE ? ofName(token).map(({ scopeKey }) => scopeKey) : []);
        const own = appOfScope(token.scopeKey);
        return counts
          .filter(({ foldedName, appId }) => foldedName === token.nameFolded && !hiding.has(appId))
          .filter(({ appId }) => (own === undefined || own === appId) && (reached === 'all' || reached.includes(appId)))
          .reduce((sum, { processes }) => sum + processes, 0);
      },
      sharingOf: ({ grantKey }) => sharing.filter((other) => other.grantKey === grantKey),
    };
  }
}
