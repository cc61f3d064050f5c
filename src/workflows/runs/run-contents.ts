import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { EntityManager, EntityTarget, ObjectLiteral } from 'typeorm';
import type { AppEntity } from '../../modules/apps/app.entity.js';
import { type AppContents, AppContentsRegistry } from '../../modules/apps/app-contents.js';
import { type TenantContents, TenantContentsRegistry } from '../../modules/tenants/tenant-contents.js';
import { AppEventEntity } from '../events/app-event.entity.js';
import { RunEventEntity } from '../events/run-event.entity.js';
import { RunSubscriptionEntity } from '../events/run-subscription.entity.js';
import { ProcessEntity } from '../processes/process.entity.js';
import { ProcessVersionEntity } from '../processes/process-version.entity.js';
import { EventSetEntity } from '../schedules/event-set.entity.js';
import { ScheduleEntity } from '../schedules/schedule.entity.js';
import { RunRecordEntity } from './journal/run-record.entity.js';
import { RunWaitEntity } from './journal/run-wait.entity.js';
import { RunEntity } from './run.entity.js';

/** Processes, versions, schedules, runs and journals go with their app and with their tenant. */
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

interface Extent {
  readonly tenantId: string;
  readonly appId?: string;
}

async function deleteAll(manager: EntityManager, where: Extent): Promise<void> {
  // First what puts events into lines, and what starts runs.
  await manager.delete(RunSubscriptionEntity, where);
  await deleteOwned(manager, { entity: RunEventEntity, owner: ScheduleEntity }, where);
  for (const entity of [EventSetEntity, ScheduleEntity]) await manager.delete(entity, where);
  for (const entity of [RunRecordEntity, RunEventEntity])
    await deleteOwned(manager, { entity, owner: RunEntity }, where);
  for (const entity of OWN_COLUMNS) await manager.delete(entity, where);
}

async function deleteOwned(
  manager: EntityManager,
  { entity, owner }: { readonly entity: EntityTarget<ObjectLiteral>; readonly owner: EntityTarget<ObjectLiteral> },
  where: Extent,
): Promise<void> {
  const owners = manager.createQueryBuilder(owner, 'owner').select('owner.id').where('owner.tenantId = :tenantId');
  if (where.appId !== undefined) owners.andWhere('owner.appId = :appId');
  const isOwned = `"runId" IN (${owners.getQuery()})`;
  await manager.createQueryBuilder().delete().from(entity).where(isOwned, where).execute();
}

/** They say themselves whose they are. */
const OWN_COLUMNS = [RunWaitEntity, AppEventEntity, RunEntity, ProcessVersionEntity, ProcessEntity];
