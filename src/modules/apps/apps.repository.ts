import { Injectable, type OnModuleInit } from '@nestjs/common';
import { And, type EntityManager, type FindOperator, In, MoreThan } from 'typeorm';
import type { PagePlace } from '../api/cursor.js';
import { Database } from '../database/database.js';
import { lockRow } from '../database/lock-row.js';
import { formatOf, statementOf } from '../database/rows/per-source.js';
import { entitiesFor } from '../database/rows/row-statement.js';
import { type TenantContents, TenantContentsRegistry } from '../tenants/tenant-contents.js';
import { AppEntity } from './app.entity.js';

export interface AppListing {
  readonly tenantId: string;
  readonly appIds: 'all' | readonly string[];
}

const format = formatOf(AppEntity);

/** By hand: nearly every request looks at its app. */
const FIND = statementOf(
  { key: 'text', tenant: 'text' },
  (v) => `SELECT app.* FROM ${v} JOIN app ON app."id" = v."key" AND app."tenantId" = v."tenant"`,
);

/** The rows of apps; always asked for within one tenant. */
@Injectable()
export class AppsRepository implements OnModuleInit, TenantContents {
  constructor(
    private readonly database: Database,
    private readonly tenantContents: TenantContentsRegistry,
  ) {}

  onModuleInit(): void {
    this.tenantContents.register(this);
  }

  async find(tenantId: string, id: string): Promise<AppEntity | undefined> {
    const { reader } = this.database;
    const [app] = await entitiesFor(reader, { statement: FIND(reader), format: format(reader) }, [[id, tenantId]]);
    return app;
  }

  /** In the order they were made. */
  list({ tenantId, appIds }: AppListing, { after, limit }: PagePlace): Promise<AppEntity[]> {
    const ids: FindOperator<string>[] = [MoreThan(after ?? ''), ...(appIds === 'all' ? [] : [In([...appIds])])];
    return this.database.reader.find(AppEntity, {
      where: { tenantId, id: And(...ids) },
      order: { id: 'ASC' },
      take: limit,
    });
  }

  async lock(manager: EntityManager, tenantId: string, id: string): Promise<AppEntity | undefined> {
    return (await lockRow(manager, AppEntity, { id, tenantId })) ?? undefined;
  }

  async insert(manager: EntityManager, app: AppEntity): Promise<void> {
    await manager.insert(AppEntity, app);
  }

  async update(manager: EntityManager, app: AppEntity): Promise<void> {
    await manager.update(AppEntity, { id: app.id, tenantId: app.tenantId }, app);
  }

  async delete(manager: EntityManager, { id, tenantId }: AppEntity): Promise<void> {
    await manager.delete(AppEntity, { id, tenantId });
  }

  async eraseTenant(manager: EntityManager, tenantId: string): Promise<void> {
    await manager.delete(AppEntity, { tenantId });
  }
}
