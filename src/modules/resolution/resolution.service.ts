import { Injectable } from '@nestjs/common';
import type { Caller } from '../callers/caller.js';
import type { Moment } from '../database/facts/fact.js';
import { Facts } from '../database/facts/facts.js';
import type { AccessToken } from '../tokens/access-token.entity.js';
import { scopeName } from '../tokens/token-scope.js';
import { FreshToken } from './fresh-token.js';
import { NamedTokens } from './named-tokens.js';
import { PresentedCredentials } from './presented-credentials.js';
import { RememberedWalks } from './remembered-walks.js';
import type { Resolution, ResolutionRequest } from './resolution.js';
import { ResolutionTrail } from './resolution-trail.js';
import type { Walk } from './walk.js';

/** The one road from a name to a credential: the HTTP door, a running step and the proxy all take it. */
@Injectable()
export class ResolutionService {
  readonly #shown = new WeakMap<AccessToken, Promise<Resolution>>();

  constructor(
    private readonly named: NamedTokens,
    private readonly fresh: FreshToken,
    private readonly presented: PresentedCredentials,
    private readonly trail: ResolutionTrail,
    private readonly walks: RememberedWalks,
    private readonly facts: Facts,
  ) {}

  /**
   * Walks the road, unless the last walk read nothing but what still stands; then it answers at once. Nothing older than
   * the moment counts.
   * @throws token-not-declared, token-not-found, and what FreshToken throws
   */
  resolve(request: ResolutionRequest, caller: Caller, moment = this.facts.moment()): Resolution | Promise<Resolution> {
    const walk = this.walks.find(request);
    const now = walk && this.walks.heldAt(walk, moment);
    return walk && now !== undefined ? this.again(walk, caller, now) : this.look(request, caller, moment);
  }

  /**
   * The vendor called the credential of this generation expired: one renewal keyed by it, then the newest credential.
   * Undefined when nothing newer can be had, so that nobody tries again in a circle.
   */
  async heal(request: ResolutionRequest, spent: Resolution, caller: Caller): Promise<Resolution | undefined> {
    const { token: found } = await this.named.find(request);
    if (found.id !== spent.token.id || found.generation !== spent.token.generation)
      return this.resolve(request, caller);
    const renewed = await this.fresh.renewed(found);
    if (!renewed) return undefined;
    const resolution = await this.present(renewed, undefined);
    this.trail.note(renewed, caller);
    return resolution;
  }

  private async look(request: ResolutionRequest, caller: Caller, moment: Moment): Promise<Resolution> {
    const walk = this.walks.find(request);
    const now = walk && (await this.walks.heldAfterALook(walk, moment));
    if (walk && now !== undefined) return this.again(walk, caller, now);
    try {
      return await this.walk(request, caller, moment);
    } catch (error) {
      this.trail.refused(request.tenantId, error);
      throw error;
    }
  }

  private again(walk: Walk, caller: Caller, now: number): Resolution {
    this.trail.noteAgain(walk, caller, now);
    return walk.resolution;
  }

  private async walk(request: ResolutionRequest, caller: Caller, moment: Moment): Promise<Resolution> {
    const { token: found, facts } = await this.named.find(request, moment);
    const { token, warning, until } = await this.fresh.of(found, 'resolution');
    const resolution = await this.present(token, warning);
    const noted = this.trail.note(token, caller);
    // Another row than the one that was read came from a renewal just now: the next walk reads it.
    if (token === found) {
      const walk: Walk = { tenantId: request.tenantId, token, facts, until, resolution, noted };
      this.walks.remember(request, walk);
    }
    return resolution;
  }

  /** The same for all who got the same row: what is made of a resolution, such as its answer, is made once. */
  private present(token: AccessToken, warning: string | undefined): Promise<Resolution> {
    if (warning !== undefined) return this.shown(token, warning);
    const known = this.#shown.get(token);
    if (known) return known;
    const showing = this.shown(token);
    this.#shown.set(token, showing);
    showing.catch(() => this.#shown.delete(token));
    return showing;
  }

  private async shown(token: AccessToken, warning?: string): Promise<Resolution> {
    const { id, name, generation, connector } = token;
    return {
      token: { id, name, scope: scopeName(token.scopeKey), generation, connector },
      credential: await this.presented.of(token),
      ...(warning === undefined ? {} : { warning }),
    };
  }
}
