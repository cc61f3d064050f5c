import { Injectable } from '@nestjs/common';
import { parseName } from '../../kernel/name.js';
import type { AccessToken } from '../tokens/access-token.entity.js';
import { tokenNotFound } from '../tokens/tokens.errors.js';
import { TokensRepository } from '../tokens/tokens.repository.js';
import { TokenUses } from '../usage/token-uses.js';
import { tokenNotDeclared } from './resolution.errors.js';
import type { ResolutionRequest } from './resolution.js';

/** From a name to the token it means: only what the asking place names, its app's own token before the global one. */
@Injectable()
export class NamedTokens {
  constructor(
    private readonly uses: TokenUses,
    private readonly tokens: TokensRepository,
  ) {}

  /** @throws token-not-declared, token-not-found */
  async find({ tenantId, appId, name, version }: ResolutionRequest): Promise<AccessToken> {
    const folded = parseName(name)?.folded;
    if (folded === undefined) throw tokenNotDeclared(name);
    const isDeclared = version
      ? await this.uses.versionMayResolve({ appId, ...version }, folded)
      : await this.uses.mayResolve(appId, folded);
    if (!isDeclared) throw tokenNotDeclared(name);
    const token = await this.tokens.findByName(tenantId, appId, folded);
    if (!token) throw tokenNotFound(name);
    return token;
  }
}
