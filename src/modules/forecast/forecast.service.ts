import { Injectable } from '@nestjs/common';
import { type Page, pagePlace, readPage } from '../api/cursor.js';
import type { TenantCaller } from '../callers/caller.js';
import type { AccessToken } from '../tokens/access-token.entity.js';
import { entryViewOf } from '../tokens/care/entry-view.js';
import { TokenOutlook } from '../tokens/outlook/token-outlook.js';
import { visibleScopes } from '../tokens/token-access.js';
import type { ForecastItemDto, ForecastQuery } from './forecast.dto.js';
import { ForecastRepository, placeOf } from './forecast.repository.js';

const LIST = { name: 'forecast', keyOf: placeOf };

/** What lies ahead of the tokens that a caller sees. */
@Injectable()
export class ForecastService {
  constructor(
    private readonly tokens: ForecastRepository,
    private readonly outlook: TokenOutlook,
  ) {}

  async list(caller: TenantCaller, query: ForecastQuery): Promise<Page<ForecastItemDto>> {
    const scopes = visibleScopes(caller);
    const place = pagePlace(LIST.name, query);
    if (scopes.length === 0) return { items: [] };
    const wanted = {
      tenantId: caller.tenantId,
      scopes,
      ...(query.before === undefined ? {} : { before: new Date(query.before) }),
    };
    const page = await readPage(LIST, place, (at) => this.tokens.list(wanted, at));
    return { ...page, items: page.items.flatMap((token) => this.itemOf(token) ?? []) };
  }

  private itemOf(token: AccessToken): ForecastItemDto | undefined {
    const [first] = this.outlook.forecastOf(token);
    const { id, name, scopeKey, connector } = token;
    return first && { token: { id, name, scope: scopeKey }, connector, ...entryViewOf(first) };
  }
}
