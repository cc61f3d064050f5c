import { Injectable } from '@nestjs/common';
import { Brackets, type EntityManager, In, type SelectQueryBuilder } from 'typeorm';
import { Database } from '../../database/database.js';
import { RowFormat } from '../../database/rows/row-format.js';
import { rowStatement, runForValues } from '../../database/rows/row-statement.js';
import { wholeRows } from '../../database/rows/whole-rows.js';
import { TenantEntity } from '../../tenants/tenant.entity.js';
import { AccessToken } from '../../tokens/access-token.entity.js';

/** How long a claim keeps other replicas away. After a crash the token comes due again. Milliseconds. */
const CLAIM_MS = 120_000;
/** Tenants asked at one look whether they have due tokens. */
const TENANTS_AT_A_LOOK = 1_000;

export interface DueQuery {
  readonly now: Date;
  readonly limit: number;
  /** Only those of this tenant. */
  readonly tenantId?: string;
}

/** Tokens to look at again at another time. */
export interface PutBack {
  readonly at: Date;
  readonly ids: readonly string[];
}

/** Says which of the due ones to leave to another time. */
export type Postpone = (due: readonly AccessToken[], now: Date) => readonly PutBack[];

/**
 * Finds tokens whose renewal is due, by an index that has the due ones in front, and claims them: the claim moves
 * `nextRenewalAt` ahead in the transaction that found them, so no other replica finds them meanwhile.
 */
@Injectable()
export class DueTokens {
  #tenantsAfter = '';

  #format: RowFormat<AccessToken> | undefined;

  constructor(private readonly database: Database) {}

  /** The longest due first, of one tenant or of all. Nothing is written when none is due. */
  async claim(wanted: Omit<DueQuery, 'now'>, postpone: Postpone): Promise<AccessToken[]> {
    const now = await this.database.now();
    // Mostly nothing is due. In order of the index: whether one is there at all, a database may find out by reading all.
    const first = await dueTokens(this.database.reader, { ...wanted, now, limit: 1 })
      .select('token.id')
      .getRawMany();
    if (first.length === 0) return [];
    return this.database.write(async (manager) => {
      const query = dueTokens(manager, { ...wanted, now });
      if (this.database.engine === 'postgres') query.setLock('pessimistic_write').setOnLocked('skip_locked');
      const due = await wholeRows(query.select('token.*'), this.format);
      const claim = { at: new Date(now.getTime() + CLAIM_MS), ids: due.map(({ id }) => id) };
      await this.lookAt(manager, [claim, ...postpone(due, now)]);
      return due;
    });
  }

  /** Tenants with due tokens, in turn from call to call; those named are left out. */
  async nextTenants(except: readonly string[], limit: number): Promise<string[]> {
    const now = await this.database.now();
    const page = await this.database.reader
      .createQueryBuilder(TenantEntity, 'tenant')
      .select('tenant.id', 'id')
      .where('tenant.id > :after', { after: this.#tenantsAfter })
      .orderBy('tenant.id', 'ASC')
      .limit(TENANTS_AT_A_LOOK)
      .getRawMany<{ id: string }>();
    const asked = page.map(({ id }) => id).filter((id) => !except.includes(id));
    const found = await this.withDue(asked, now, limit);
    const isEnd = found.length < limit && page.length < TENANTS_AT_A_LOOK;
    this.#tenantsAfter = isEnd ? '' : ((found.length < limit ? page.at(-1)?.id : found.at(-1)) ?? '');
    return found;
  }

  async putBack(later: readonly PutBack[]): Promise<void> {
    if (later.length === 0) return;
    await this.database.write((manager) => this.lookAt(manager, later));
  }

  /** Where a token is named twice, the last one counts. */
  private async lookAt(manager: EntityManager, times: readonly PutBack[]): Promise<void> {
    const at = new Map(times.flatMap(({ at, ids }) => ids.map((id) => [id, at.toISOString()] as const)));
    const statement = rowStatement(
      this.database.engine,
      { key: 'text', at: 'text' },
      (table) => `UPDATE access_token SET "nextRenewalAt" = v."at" FROM ${table} WHERE "id" = v."key"`,
    );
    await runForValues(manager, statement, [...at]);
  }

  private get format(): RowFormat<AccessToken> {
    this.#format ??= new RowFormat(this.database.reader.dataSource, AccessToken);
    return this.#format;
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

/** Whoever is being renewed by somebody is left to them. */
export function dueTokens(manager: EntityManager, { now, limit, tenantId }: DueQuery): SelectQueryBuilder<AccessToken> {
  const at = { now: now.toISOString() };
  const query = manager
    .createQueryBuilder(AccessToken, 'token')
    .where('token.nextRenewalAt <= :now', at)
    // A renewal that was under way when somebody switched the token off may have planned the next one.
    .andWhere(new Brackets((either) => either.where('token.leaseUntil IS NULL').orWhere('token.leaseUntil < :now', at)))
    .orderBy('token.nextRenewalAt', 'ASC')
    .limit(limit);
  return tenantId === undefined ? query : query.andWhere('token.tenantId = :tenantId', { tenantId });
}
