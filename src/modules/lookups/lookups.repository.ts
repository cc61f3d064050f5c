import { Injectable } from '@nestjs/common';
import { type EntityManager, MoreThan, type ObjectLiteral } from 'typeorm';
import { parseName } from '../../kernel/name.js';
import type { PagePlace } from '../api/cursor.js';
import { AppEntity } from '../apps/app.entity.js';
import { appNotFound } from '../apps/apps.errors.js';
import { Database } from '../database/database.js';
import { lockRow } from '../database/lock-row.js';
import { LookupEntity } from './lookup.entity.js';
import { lookupNotFound } from './lookups.errors.js';

/** One app of one tenant. */
export interface LookupHome {
  readonly tenantId: string;
  readonly appId: string;
}

/** The rows of lookups; always asked for within one app. */
@Injectable()
export class LookupsRepository {
  constructor(private readonly database: Database) {}

  /** Without regard to case. @throws lookup-not-found */
  async named({ tenantId, appId }: LookupHome, name: string): Promise<LookupEntity> {
    const foldedName = parseName(name)?.folded;
    const row =
      foldedName !== undefined && (await this.database.reader.findOneBy(LookupEntity, { tenantId, appId, foldedName }));
    if (!row) throw lookupNotFound(name);
    return row;
  }

  page({ tenantId, appId }: LookupHome, { after, limit }: PagePlace): Promise<LookupEntity[]> {
    const where = { tenantId, appId, ...(after === undefined ? {} : { foldedName: MoreThan(after) }) };
    return this.database.reader.find(LookupEntity, { where, order: { foldedName: 'ASC' }, take: limit });
  }

  /** One change of an app's lookups at a time, and none while the app goes. @throws app-not-found */
  async lock(manager: EntityManager, { tenantId, appId }: LookupHome, foldedName: string) {
    if (!(await lockRow(manager, AppEntity, { id: appId, tenantId }))) throw appNotFound(appId);
    return (await lockRow(manager, LookupEntity, { tenantId, appId, foldedName })) ?? undefined;
  }

  count(manager: EntityManager, { tenantId, appId }: LookupHome): Promise<number> {
    return manager.countBy(LookupEntity, { tenantId, appId });
  }

  async insert(manager: EntityManager, row: LookupEntity): Promise<void> {
    await manager.insert<ObjectLiteral>(LookupEntity, { ...row });
  }

  async update(manager: EntityManager, row: LookupEntity): Promise<void> {
    await manager.update<ObjectLiteral>(LookupEntity, { id: row.id }, { ...row });
  }

  async delete(manager: EntityManager, { id }: LookupEntity): Promise<void> {
    await manager.delete(LookupEntity, { id });
  }
}
