import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { AlertsService } from '../alerts/alerts.service.js';
import { IdempotentAnswers } from '../api/idempotency/idempotent-answers.js';
import { AuditService } from '../audit/audit.service.js';
import { CallerKeys } from '../callers/caller-keys.js';
import { LastUses } from '../usage/last-uses.js';
import { TokenUses } from '../usage/token-uses.js';
import type { TenantContents } from './tenant-contents.js';

/** What the rooms below this one keep of a tenant. They cannot register themselves: they do not know this storey. */
@Injectable()
export class TenantRooms implements TenantContents {
  constructor(
    private readonly keys: CallerKeys,
    private readonly uses: TokenUses,
    private readonly lastUses: LastUses,
    private readonly answers: IdempotentAnswers,
    private readonly alerts: AlertsService,
    private readonly audit: AuditService,
  ) {}

  async eraseTenant(manager: EntityManager, tenantId: string): Promise<void> {
    await this.keys.deleteOfTenant(manager, tenantId);
    await this.uses.deleteOfTenant(manager, tenantId);
    await this.lastUses.deleteOfTenant(manager, tenantId);
    await this.answers.deleteOfTenant(manager, tenantId);
    await this.alerts.deleteOfTenant(manager, tenantId);
    await this.audit.deleteOfTenant(manager, tenantId);
  }
}
