import { Injectable } from '@nestjs/common';
import { AppsService } from '../apps/apps.service.js';
import { type Caller, requireRight, requireTenant } from '../callers/caller.js';
import { appNotNamed } from './resolution.errors.js';
import type { ResolutionRequest } from './resolution.js';

export interface AskedName {
  readonly name: string;
  readonly appId?: string | undefined;
}

/** Which app a runtime request comes from: the key's own, or for a key of the whole tenant the one it names. */
@Injectable()
export class AskingApp {
  constructor(private readonly apps: AppsService) {}

  /** @throws app-not-named, app-not-found, right-missing */
  requestOf(caller: Caller, asked: AskedName): ResolutionRequest | Promise<ResolutionRequest> {
    const { tenantId, appId } = requireTenant(caller);
    const asking = asked.appId ?? appId;
    if (asking === undefined) throw appNotNamed();
    // A bound key needs no look at the app: its rights end at that app, and with the app the key is gone.
    if (asking !== appId) return this.afterALook(caller, asking, asked.name);
    requireRight(caller, 'run', asking);
    return { tenantId, appId: asking, name: asked.name };
  }

  private async afterALook(caller: Caller, asking: string, name: string): Promise<ResolutionRequest> {
    const { id, tenantId } = await this.apps.get(caller, asking);
    requireRight(caller, 'run', id);
    return { tenantId, appId: id, name };
  }
}
