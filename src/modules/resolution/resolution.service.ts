import { Injectable } from '@nestjs/common';
import type { Caller } from '../callers/caller.js';
import type { AccessToken } from '../tokens/access-token.entity.js';
import { scopeName } from '../tokens/token-scope.js';
import { FreshToken } from './fresh-token.js';
import { NamedTokens } from './named-tokens.js';
import { PresentedCredentials } from './presented-credentials.js';
import type { Resolution, ResolutionRequest } from './resolution.js';
import { ResolutionTrail } from './resolution-trail.js';

/** The one road from a name to a credential: the HTTP door, a running step and the proxy all take it. */
@Injectable()
export class ResolutionService {
  constructor(
    private readonly named: NamedTokens,
    private readonly fresh: FreshToken,
    private readonly presented: PresentedCredentials,
    private readonly trail: ResolutionTrail,
  ) {}

  /** @throws token-not-declared, token-not-found, and what FreshToken throws */
  async resolve(request: ResolutionRequest, caller: Caller): Promise<Resolution> {
    const found = await this.named.find(request);
    const { token, warning } = await this.fresh.of(found, 'resolution');
    return this.present(token, caller, warning);
  }

  /**
   * The vendor called the credential of this generation expired: one renewal keyed by it, then the newest credential.
   * Undefined when nothing newer can be had, so that nobody tries again in a circle.
   */
  async heal(request: ResolutionRequest, spent: Resolution, caller: Caller): Promise<Resolution | undefined> {
    const found = await this.named.find(request);
    if (found.id !== spent.token.id || found.generation !== spent.token.generation)
      return this.resolve(request, caller);
    const renewed = await this.fresh.renewed(found);
    return renewed && this.present(renewed, caller, undefined);
  }

  private async present(token: AccessToken, caller: Caller, warning: string | undefined): Promise<Resolution> {
    const credential = await this.presented.of(token);
    this.trail.note(token, caller);
    const { id, name, generation, connector } = token;
    return {
      token: { id, name, scope: scopeName(token.scopeKey), generation, connector },
      credential,
      ...(warning === undefined ? {} : { warning }),
    };
  }
}
