import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { AppEntity } from '../apps/app.entity.js';
import { type AppContents, AppContentsRegistry } from '../apps/app-contents.js';
import { type TenantContents, TenantContentsRegistry } from '../tenants/tenant-contents.js';
import { LookupEntity } from './lookup.entity.js';

/** What happens to lookups when their app or their tenant goes; their uses go with those of the app. */
@Injectable()
export class LookupContents implements AppContents, TenantContents, OnModuleInit {
  constructor(
    private readonly apps: AppContentsRegistry,
    private readonly tenants: TenantContentsRegistry,
  ) {}

  onModuleInit(): void {
    this.apps.register(this);
    this.tenants.register(this);
  }

  async deleteApp(manager: EntityManager, { id, tenantId }: AppEntity): Promise<void> {
    await manager.delete(LookupEntity, { tenantId, appId: id });
  }

  async eraseTenant(manager: EntityManager, tenantId: string): Promise<void> {
    await manager.delete(LookupEntity, { tenantId });
  }
}
