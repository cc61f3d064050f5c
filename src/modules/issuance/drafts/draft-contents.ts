import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Interval } from '@nestjs/schedule';
import type { EntityManager } from 'typeorm';
import type { AppEntity } from '../../apps/app.entity.js';
import { type AppContents, AppContentsRegistry } from '../../apps/app-contents.js';
import { type TenantContents, TenantContentsRegistry } from '../../tenants/tenant-contents.js';
import { DraftsRepository } from './drafts.repository.js';

const CLEAN_EVERY = 10 * 60_000;

/** What happens to drafts when their app or tenant goes, and when their time is over. */
@Injectable()
export class DraftContents implements AppContents, TenantContents, OnModuleInit {
  constructor(
    private readonly drafts: DraftsRepository,
    private readonly apps: AppContentsRegistry,
    private readonly tenants: TenantContentsRegistry,
  ) {}

  onModuleInit(): void {
    this.apps.register(this);
    this.tenants.register(this);
  }

  deleteApp(manager: EntityManager, { tenantId, id }: AppEntity): Promise<void> {
    return this.drafts.removeScope(manager, tenantId, id);
  }

  eraseTenant(manager: EntityManager, tenantId: string): Promise<void> {
    return this.drafts.removeTenant(manager, tenantId);
  }

  @Interval(CLEAN_EVERY)
  removeExpired(): Promise<void> {
    return this.drafts.removeExpired();
  }
}
