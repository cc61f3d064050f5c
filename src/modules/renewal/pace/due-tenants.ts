import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { Database } from '../../database/database.js';
import { TenantEntity } from '../../tenants/tenant.entity.js';

/** Tenants asked at one look whether they have due tokens. */
const TENANTS_AT_A_LOOK = 1_000;

/** Finds tenants with due tokens, in turn. */
@Injectable()
export class DueTenants {
  #after = '';

  constructor(private readonly database: Database) {}

  /** The next ones from call to call; those named are left out. */
  async next(except: readonly string[], limit: number): Promise<string[]> {
    const now = await this.database.now();
    const page = await this.database.reader
      .createQueryBuilder(TenantEntity, 'tenant')
      .select('tenant.id', 'id')
      .where('tenant.id > :after', { after: this.#after })
      .orderBy('tenant.id', 'ASC')
      .limit(TENANTS_AT_A_LOOK)
      .getRawMany<{ id: string }>();
    const asked = page.map(({ id }) => id).filter((id) => !except.includes(id));
    const found = await this.withDue(asked, now, limit);
    const isEnd = found.length < limit && page.length < TENANTS_AT_A_LOOK;
    this.#after = isEnd ? '' : ((found.length < limit ? page.at(-1)?.id : found.at(-1)) ?? '');
    return found;
  }

  private async withDue(tenantIds: readonly string[], now: Date, limit: number): Promise<string[]> {
    if (tenantIds.length === 0) return [];
    const rows = await this.database.reader
      .createQueryBuilder(TenantEntity, 'tenant')
      .select('tenant.id', 'id')
      .where({ id: In([...tenantIds]) })
      .andWhere(
        'EXISTS (SELECT 1 FROM "access_token" "due" WHERE "due"."tenantId" = "tenant"."id" AND "due"."nextRenewalAt" <= :now)',
        { now: now.toISOString() },
      )
      .orderBy('tenant.id', 'ASC')
      .limit(limit)
      .getRawMany<{ id: string }>();
    return rows.map(({ id }) => id);
  }
}
