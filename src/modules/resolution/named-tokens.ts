import { Injectable } from '@nestjs/common';
import { parseName } from '../../kernel/name.js';
import type { Fact, Moment } from '../database/facts/fact.js';
import type { AccessToken } from '../tokens/access-token.entity.js';
import { tokenDisabled, tokenNotFound } from '../tokens/tokens.errors.js';
import { TokensRepository } from '../tokens/tokens.repository.js';
import { TokenUses } from '../usage/token-uses.js';
import { tokenNotDeclared } from './resolution.errors.js';
import type { ResolutionRequest } from './resolution.js';

/** The token that a name means, and all that was read to know it. */
export interface NamedToken {
  readonly token: AccessToken;
  readonly facts: readonly Fact<unknown>[];
}

/** From a name to the token it means: only what the asking place names, its app's own token before the global one. */
@Injectable()
export class NamedTokens {
  constructor(
    private readonly uses: TokenUses,
    private readonly tokens: TokensRepository,
  ) {}

  /** @throws token-not-declared, token-not-found, token-disabled */
  async find(request: ResolutionRequest, moment?: Moment): Promise<NamedToken> {
    const { tenantId, appId, name } = request;
    const folded = parseName(name)?.folded;
    if (folded === undefined) throw tokenNotDeclared(name);
    const use = await this.useOf(request, folded, moment);
    if (!use.value) throw tokenNotDeclared(name);
    const { token, facts } = await this.tokens.lookUp({ tenantId, appId, nameFolded: folded }, moment);
    if (!token) throw tokenNotFound(name);
    if (token.disabledAt) throw tokenDisabled(token);
    return { token, facts: [use, ...facts] };
  }

  private useOf(
    { appId, version, lookupId }: ResolutionRequest,
    folded: string,
    moment?: Moment,
  ): Promise<Fact<boolean>> {
    if (lookupId !== undefined) return this.uses.useInLookup({ appId, lookupId }, folded, moment);
    return version
      ? this.uses.useInVersion({ appId, ...version }, folded, moment)
      : this.uses.useInApp(appId, folded, moment);
  }
}
