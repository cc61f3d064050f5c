import { Injectable } from '@nestjs/common';
import { pagePlace, readPage } from '../../api/cursor.js';
import type { TenantCaller } from '../../callers/caller.js';
import { Database } from '../../database/database.js';
import { maySeeScope, visibleScopes } from '../token-access.js';
import type { ScopeKey } from '../token-scope.js';
import { SHOWN_STATES } from '../token-state.js';
import type { ListTokensQuery, TokenPageDto } from '../views/token.dto.js';
import { TokenViews } from '../views/token-views.js';
import { TOKEN_SORTS } from './token-columns.js';
import type { TokenFilter } from './token-filter.js';
import { placeOf, type TokenCounts, TokenList, type TokenOrder } from './token-list.js';

/** The list of access tokens as a caller sees it: no other scopes, and nothing that tells of them. */
@Injectable()
export class TokenListing {
  constructor(
    private readonly tokens: TokenList,
    private readonly views: TokenViews,
    private readonly database: Database,
  ) {}

  /** @throws bad-cursor, also for a cursor of another order */
  async list(caller: TenantCaller, query: ListTokensQuery): Promise<TokenPageDto> {
    const { sort = 'createdAt', total } = query;
    const list = { name: `access-tokens ${sort}`, keyOf: placeOf };
    const place = pagePlace(list.name, query);
    const filter = await this.#filterOf(caller, query);
    if (filter.scopes.length === 0) return { items: [], ...(total === 'true' && { total: 0 }) };
    const { items, ...rest } = await readPage(list, place, (at) => this.tokens.page(filter, orderOf(sort), at));
    return {
      items: await this.views.of(
        caller,
        items.map(({ token }) => token),
      ),
      ...rest,
      ...(total === 'true' && { total: await this.tokens.total(filter) }),
    };
  }

  async counts(caller: TenantCaller, scope: ScopeKey | undefined): Promise<TokenCounts> {
    const scopes = scopesOf(caller, scope);
    if (scopes.length === 0) return { connectors: [], environments: [], states: [] };
    return this.tokens.counts({ tenantId: caller.tenantId, scopes });
  }

  async #filterOf(caller: TenantCaller, query: ListTokensQuery): Promise<TokenFilter> {
    const { scope, connector, environment, state, search, needsPersonBefore } = query;
    const states = SHOWN_STATES.filter((each) => state?.split(',').includes(each));
    return {
      tenantId: caller.tenantId,
      scopes: scopesOf(caller, scope),
      ...(connector === undefined ? {} : { connector }),
      ...(environment === undefined ? {} : { environment }),
      // Leases run by the database's clock.
      ...(state === undefined ? {} : { shown: { states, now: await this.database.now() } }),
      ...(needsPersonBefore === undefined ? {} : { needsPersonBefore: new Date(needsPersonBefore) }),
      ...(search === undefined ? {} : { search }),
    };
  }
}

function scopesOf(caller: TenantCaller, scope: ScopeKey | undefined): readonly ScopeKey[] | 'all' {
  return scope === undefined ? visibleScopes(caller) : [scope].filter((key) => maySeeScope(caller, key));
}

function orderOf(text: string): TokenOrder {
  const isDescending = text.startsWith('-');
  const name = isDescending ? text.slice(1) : text;
  const sort = TOKEN_SORTS.find((each) => each === name) ?? 'createdAt';
  return { sort, direction: isDescending ? 'descending' : 'ascending' };
}
