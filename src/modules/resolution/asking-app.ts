import { Injectable } from '@nestjs/common';
import { AppsService } from '../apps/apps.service.js';
import { type Caller, requireRight, requireTenant } from '../callers/caller.js';
import { appNotNamed } from './resolution.errors.js';
import type { ResolutionRequest } from './resolution.js';

export interface AskedName {
  readonly name: string;
  readonly appId?: string;
}

/** Which app a runtime request comes from: the key's own, or for a key of the whole tenant the one it names. */
@Injectable()
export class AskingApp {
  constructor(private readonly apps: AppsService) {}

  /** @throws app-not-named, app-not-found, right-missing */
  async requestOf(caller: Caller, { name, appId: named }: AskedName): Promise<ResolutionRequest> {
    const { tenantId, appId } = requireTenant(caller);
    const asking = named ?? appId;
    if (asking === undefined) throw appNotNamed();
    // A bound key needs no look at the app: its rights end at that app, and with the app the key is gone.
    const asked = asking === appId ? asking : (await this.apps.get(caller, asking)).id;
    requireRight(caller, 'run', asked);
    return { tenantId, appId: asked, name };
  }
}
