import { Injectable } from '@nestjs/common';
import { appsReached, type TenantCaller } from '../../callers/caller.js';
import { TokenUses } from '../../usage/token-uses.js';
import type { AccessToken } from '../access-token.entity.js';
import type { SharedGrantsDto } from '../care/care.dto.js';
import { GrantSharers, NOBODY, type Sharers } from '../care/grant-sharers.js';
import { sharedGrantsOf } from '../care/shared-grants.js';
import { TokenOutlook } from '../outlook/token-outlook.js';
import { maySeeScope, visibleScopes } from '../token-access.js';
import { appOfScope, GLOBAL_SCOPE } from '../token-scope.js';
import { type Namesake, TokensRepository } from '../tokens.repository.js';

export interface Neighbours {
  /** Tokens of the same name that hide the token, or that it hides, as far as the caller may see them. */
  namesakesOf(token: AccessToken): readonly Namesake[];
  /** How many processes and app declarations name the token and mean it, as far as the caller reaches their apps. */
  usesOf(token: AccessToken): number;
  /** Who shares its vendor account, where the vendor counts. */
  sharedGrantsOf(token: AccessToken): SharedGrantsDto | undefined;
}

/** What stands around tokens: who hides whom, who means which, and who shares a vendor account. */
@Injectable()
export class TokenNeighbours {
  constructor(
    private readonly tokens: TokensRepository,
    private readonly uses: TokenUses,
    private readonly sharers: GrantSharers,
    private readonly outlook: TokenOutlook,
  ) {}

  async of(caller: TenantCaller, tokens: readonly AccessToken[]): Promise<Neighbours> {
    const [namesakes, counts, sharers] = await Promise.all([
      this.namesakes(caller, tokens),
      this.uses.countsOf(caller.tenantId, namesOf(tokens)),
      this.sharersOf(caller, tokens),
    ]);
    const reached = appsReached(caller);
    const usesByName = grouped(counts, ({ foldedName }) => foldedName);
    return {
      namesakesOf: ({ nameFolded }) =>
        (namesakes.get(nameFolded) ?? []).filter(({ scopeKey }) => maySeeScope(caller, scopeKey)),
      usesOf: ({ nameFolded, scopeKey }) => {
        const own = appOfScope(scopeKey);
        const hiding = new Set(own === undefined ? namesakes.get(nameFolded)?.map((other) => other.scopeKey) : []);
        return (usesByName.get(nameFolded) ?? [])
          .filter(({ appId }) => !hiding.has(appId) && (own === undefined || own === appId))
          .filter(({ appId }) => reached === 'all' || reached.includes(appId))
          .reduce((sum, { processes }) => sum + processes, 0);
      },
      sharedGrantsOf: (token) =>
        sharedGrantsOf({
          tokenId: token.id,
          cap: this.outlook.factsOf(token)?.grantCap,
          sharers: sharers.get(token.grantKey ?? '') ?? NOBODY,
        }),
    };
  }

  /** By name. An app's token hides at most the global one; those of other apps have nothing to do with it. */
  private async namesakes(
    caller: TenantCaller,
    tokens: readonly AccessToken[],
  ): Promise<ReadonlyMap<string, readonly Namesake[]>> {
    const global = tokens.filter(({ scopeKey }) => scopeKey === GLOBAL_SCOPE);
    const inApps = tokens.filter(({ scopeKey }) => scopeKey !== GLOBAL_SCOPE);
    const asked = namesOf(global);
    const hidden = namesOf(inApps).filter((name) => !asked.includes(name));
    const [around, above] = await Promise.all([
      asked.length === 0 ? [] : this.tokens.namesakes(caller.tenantId, asked),
      hidden.length === 0 ? [] : this.tokens.namesakes(caller.tenantId, hidden, GLOBAL_SCOPE),
    ]);
    return grouped([...around, ...above], ({ nameFolded }) => nameFolded);
  }

  /** Asked only about accounts at vendors that count. */
  private sharersOf(caller: TenantCaller, tokens: readonly AccessToken[]): Promise<ReadonlyMap<string, Sharers>> {
    const counted = tokens.filter((token) => this.outlook.factsOf(token)?.grantCap !== undefined);
    const grantKeys = [...new Set(counted.flatMap(({ grantKey }) => grantKey ?? []))];
    return this.sharers.of({ tenantId: caller.tenantId, grantKeys, scopes: visibleScopes(caller) });
  }
}

function namesOf(tokens: readonly AccessToken[]): readonly string[] {
  return [...new Set(tokens.map(({ nameFolded }) => nameFolded))];
}

function grouped<T>(items: readonly T[], keyOf: (item: T) => string): ReadonlyMap<string, readonly T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const group = groups.get(keyOf(item));
    if (group) group.push(item);
    else groups.set(keyOf(item), [item]);
  }
  return groups;
}
