import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { AppEntity } from '../../modules/apps/app.entity.js';
import { type AppContents, AppContentsRegistry } from '../../modules/apps/app-contents.js';
import { type TenantContents, TenantContentsRegistry } from '../../modules/tenants/tenant-contents.js';
import { AppEventEntity } from '../events/app-event.entity.js';
import { RunEventEntity } from '../events/run-event.entity.js';
import { RunSubscriptionEntity } from '../events/run-subscription.entity.js';
import { ProcessEntity } from '../processes/process.entity.js';
import { ProcessVersionEntity } from '../processes/process-version.entity.js';
import { RunRecordEntity } from './journal/run-record.entity.js';
import { RunWaitEntity } from './journal/run-wait.entity.js';
import { RunEntity } from './run.entity.js';

/** Processes, versions, runs and journals go with their app and with their tenant. */
@Injectable()
export class RunContents implements AppContents, TenantContents, OnModuleInit {
  constructor(
    private readonly apps: AppContentsRegistry,
    private readonly tenants: TenantContentsRegistry,
  ) {}

  onModuleInit(): void {
    this.apps.register(this);
    this.tenants.register(this);
  }

  deleteApp(manager: EntityManager, { tenantId, id }: AppEntity): Promise<void> {
    return deleteAll(manager, { tenantId, appId: id });
  }

  eraseTenant(manager: EntityManager, tenantId: string): Promise<void> {
    return deleteAll(manager, { tenantId });
  }
}

async function deleteAll(manager: EntityManager, where: { tenantId: string; appId?: string }): Promise<void> {
  const runs = manager.createQueryBuilder(RunEntity, 'run').select('run.id').where('run.tenantId = :tenantId');
  if (where.appId !== undefined) runs.andWhere('run.appId = :appId');
  for (const entity of [RunRecordEntity, RunEventEntity]) {
    await manager.createQueryBuilder().delete().from(entity).where(`"runId" IN (${runs.getQuery()})`, where).execute();
  }
  for (const entity of OWN_COLUMNS) await manager.delete(entity, where);
}

/** They say themselves whose they are. */
const OWN_COLUMNS = [
  ...[RunWaitEntity, RunSubscriptionEntity, AppEventEntity],
  ...[RunEntity, ProcessVersionEntity, ProcessEntity],
];
