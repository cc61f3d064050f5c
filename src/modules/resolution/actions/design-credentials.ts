import { Injectable } from '@nestjs/common';
import type { ActionUse } from '../../../connectors/contract/action-use.js';
import { parseName } from '../../../kernel/name.js';
import { AppsService } from '../../apps/apps.service.js';
import { type Caller, requireRight } from '../../callers/caller.js';
import type { AccessToken } from '../../tokens/access-token.entity.js';
import { tokenDisabled, tokenNotFound } from '../../tokens/tokens.errors.js';
import { TokensRepository } from '../../tokens/tokens.repository.js';
import { FreshToken } from '../fresh-token.js';
import { PresentedCredentials } from '../presented-credentials.js';
import { ResolutionTrail } from '../resolution-trail.js';

/**
 * The credential of a token for somebody who designs an app. Nothing that names the token is published yet, so the right
 * to change the app stands in for that.
 */
@Injectable()
export class DesignCredentials {
  constructor(
    private readonly apps: AppsService,
    private readonly tokens: TokensRepository,
    private readonly fresh: FreshToken,
    private readonly presented: PresentedCredentials,
    private readonly trail: ResolutionTrail,
  ) {}

  /** @throws app-not-found, right-missing, token-not-found, token-disabled, and what FreshToken throws */
  async of(caller: Caller, appId: string, name: string): Promise<ActionUse> {
    const { tenantId, id } = await this.apps.get(caller, appId);
    requireRight(caller, 'manage-app', id);
    const folded = parseName(name)?.folded;
    const found = folded === undefined ? undefined : await this.tokens.findByName(tenantId, id, folded);
    if (!found) throw tokenNotFound(name);
    if (found.disabledAt) throw tokenDisabled(found);
    const held: { token: AccessToken } = await this.fresh.of(found, 'resolution');
    this.trail.note(held.token, caller);
    return {
      credential: await this.presented.of(held.token),
      heal: async () => {
        const renewed = await this.fresh.renewed(held.token);
        held.token = renewed ?? held.token;
        return renewed && this.presented.of(renewed);
      },
    };
  }
}
