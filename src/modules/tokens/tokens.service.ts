import { Injectable } from '@nestjs/common';
import { appsReached, type TenantCaller } from '../callers/caller.js';
import type { TokenUseEntity } from '../usage/token-use.entity.js';
import { TokenUses } from '../usage/token-uses.js';
import type { AccessToken } from './access-token.entity.js';
import { maySeeScope } from './token-access.js';
import { appOfScope } from './token-scope.js';
import { tokenNotFound } from './tokens.errors.js';
import { TokensRepository } from './tokens.repository.js';
import type { TokenDto, TokenUseDto } from './views/token.dto.js';
import { TokenViews } from './views/token-views.js';

/** What callers see of access tokens. "Not yours" is answered like "not there". */
@Injectable()
export class TokensService {
  constructor(
    private readonly tokens: TokensRepository,
    private readonly uses: TokenUses,
    private readonly views: TokenViews,
  ) {}

  /** @throws token-not-found */
  async find(caller: TenantCaller, id: string): Promise<AccessToken> {
    const token = await this.tokens.findById(caller.tenantId, id);
    if (!token || !maySeeScope(caller, token.scopeKey)) throw tokenNotFound(id);
    return token;
  }

  async view(caller: TenantCaller, token: AccessToken): Promise<TokenDto> {
    const [view] = await this.views.of(caller, [token]);
    if (!view) throw tokenNotFound(token.id);
    return view;
  }

  /** The places that name this token and mean it, as far as the caller sees their apps. */
  async usesOf(caller: TenantCaller, token: AccessToken): Promise<TokenUseDto[]> {
    const all = await this.allUses(token);
    const reached = appsReached(caller);
    return reached === 'all' ? all : all.filter(({ appId }) => reached.includes(appId));
  }

  /** The places that mean this token: an app with a token of that name means its own. */
  async allUses(token: AccessToken): Promise<TokenUseDto[]> {
    const { tenantId, nameFolded: foldedName, scopeKey } = token;
    const appId = appOfScope(scopeKey);
    const uses = await this.uses.usesOf({ tenantId, foldedName, ...(appId === undefined ? {} : { appId }) });
    const namesakes = appId === undefined ? await this.tokens.namesakes(tenantId, [foldedName]) : [];
    const hidingApps = new Set(namesakes.map((namesake) => appOfScope(namesake.scopeKey)));
    return uses
      .filter((use) => !hidingApps.has(use.appId))
      .map((use) => ({
        appId: use.appId,
        stepPath: use.stepPath,
        ...placeOf(use),
      }));
  }
}

function placeOf({ processId, version, opensApp, stepPath }: TokenUseEntity): Partial<TokenUseDto> {
  if (opensApp === 0) return { lookup: stepPath };
  return processId === '' ? {} : { processId, version };
}
