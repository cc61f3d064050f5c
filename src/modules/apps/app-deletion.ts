import { Injectable } from '@nestjs/common';
import type { Precondition } from '../api/etag.js';
import { AuditService } from '../audit/audit.service.js';
import { type Caller, requireRight } from '../callers/caller.js';
import { Database } from '../database/database.js';
import { nameNotRepeated } from '../tenants/tenants.errors.js';
import { TenantsService } from '../tenants/tenants.service.js';
import { AppBelongings } from './app-belongings.js';
import { appDeletionOff, appNotFound } from './apps.errors.js';
import { AppsRepository } from './apps.repository.js';
import { AppsService } from './apps.service.js';

interface DeletionRequest {
  readonly appId: string;
  /** The app's name, typed again. */
  readonly repeatedName: string | undefined;
  readonly precondition: Precondition;
}

/** Deletes an app with its access tokens, processes and runs in one transaction. Global access tokens stay. */
@Injectable()
export class AppDeletion {
  constructor(
    private readonly database: Database,
    private readonly service: AppsService,
    private readonly apps: AppsRepository,
    private readonly belongings: AppBelongings,
    private readonly tenants: TenantsService,
    private readonly audit: AuditService,
  ) {}

  /** @throws app-not-found, right-missing, app-deletion-off, name-not-repeated, precondition-failed */
  async delete(caller: Caller, { appId, repeatedName, precondition }: DeletionRequest): Promise<void> {
    const { tenantId } = await this.service.get(caller, appId);
    requireRight(caller, 'manage-app', appId);
    const { settings } = await this.tenants.get(tenantId);
    if (!settings.allowAppDeletion) throw appDeletionOff();
    await this.database.write(async (manager) => {
      const app = await this.apps.lock(manager, tenantId, appId);
      if (!app) throw appNotFound(appId);
      precondition.check(app.version);
      if (repeatedName !== app.name) throw nameNotRepeated('app');
      await this.belongings.delete(manager, app);
      const subject = { kind: 'app', id: app.id, name: app.name };
      await this.audit.record(manager, { tenantId, by: caller, action: 'app.deleted', subject, appId });
    });
  }
}
