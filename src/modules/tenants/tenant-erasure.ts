import { Injectable } from '@nestjs/common';
import type { Precondition } from '../api/etag.js';
import { AuditService } from '../audit/audit.service.js';
import type { Caller } from '../callers/caller.js';
import { Database } from '../database/database.js';
import { lockRow } from '../database/lock-row.js';
import { PLATFORM, Vault } from '../vault/vault.js';
import { TenantEntity } from './tenant.entity.js';
import { TenantContentsRegistry } from './tenant-contents.js';
import { TenantRooms } from './tenant-rooms.js';
import { nameNotRepeated, tenantNotFound } from './tenants.errors.js';

interface ErasureRequest {
  readonly tenantId: string;
  /** The tenant's name, typed again. */
  readonly repeatedName: string | undefined;
  readonly precondition: Precondition;
}

/** Erases a tenant with everything that belongs to it, in one transaction; its data keys go with it. */
@Injectable()
export class TenantErasure {
  constructor(
    private readonly database: Database,
    private readonly vault: Vault,
    private readonly audit: AuditService,
    private readonly contents: TenantContentsRegistry,
    private readonly rooms: TenantRooms,
  ) {}

  /** @throws tenant-not-found, name-not-repeated, precondition-failed */
  async erase(caller: Caller, { tenantId, repeatedName, precondition }: ErasureRequest): Promise<void> {
    await this.database.write(async (manager) => {
      const tenant = await lockRow(manager, TenantEntity, { id: tenantId });
      if (!tenant) throw tenantNotFound(tenantId);
      precondition.check(tenant.version);
      if (repeatedName !== tenant.name) throw nameNotRepeated('tenant');
      await this.contents.eraseAll(manager, tenantId);
      await this.rooms.eraseTenant(manager, tenantId);
      await manager.delete(TenantEntity, { id: tenantId });
      await this.vault.destroyKeys(manager, tenantId);
      const subject = { kind: 'tenant', id: tenantId, name: tenant.name };
      await this.audit.record(manager, { tenantId: PLATFORM, by: caller, action: 'tenant.erased', subject });
    });
  }
}
