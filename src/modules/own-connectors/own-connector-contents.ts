import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { type TenantContents, TenantContentsRegistry } from '../tenants/tenant-contents.js';
import { OwnConnectorRow } from './own-connector.entity.js';

/** What happens to connectors of a tenant when the tenant goes. */
@Injectable()
export class OwnConnectorContents implements TenantContents, OnModuleInit {
  readonly name = 'own connectors';

  constructor(private readonly tenants: TenantContentsRegistry) {}

  onModuleInit(): void {
    this.tenants.register(this);
  }

  async eraseTenant(manager: EntityManager, tenantId: string): Promise<void> {
    await manager.delete(OwnConnectorRow, { tenantId });
  }
}
