import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { CallerKeys } from '../callers/caller-keys.js';
import { TokenUses } from '../usage/token-uses.js';
import type { AppEntity } from './app.entity.js';
import { AppContentsRegistry } from './app-contents.js';
import { AppsRepository } from './apps.repository.js';

/** What goes with an app besides the contents that other rooms register. */
@Injectable()
export class AppBelongings {
  constructor(
    private readonly apps: AppsRepository,
    private readonly uses: TokenUses,
    private readonly keys: CallerKeys,
    private readonly contents: AppContentsRegistry,
  ) {}

  async delete(manager: EntityManager, app: AppEntity): Promise<void> {
    await this.contents.deleteAll(manager, app);
    await this.uses.deleteOfApp(manager, app.tenantId, app.id);
    await this.keys.deleteOfApp(manager, app.tenantId, app.id);
    await this.apps.delete(manager, app);
  }
}
