import { Injectable } from '@nestjs/common';
import { type EntityManager, MoreThan } from 'typeorm';
import type { PagePlace } from '../api/cursor.js';
import { Database } from '../database/database.js';
import { OwnConnectorRow } from './own-connector.entity.js';

@Injectable()
export class OwnConnectorsRepository {
  constructor(private readonly database: Database) {}

  async find(tenantId: string, key: string): Promise<OwnConnectorRow | undefined> {
    return (await this.database.reader.findOneBy(OwnConnectorRow, { tenantId, key })) ?? undefined;
  }

  all(tenantId: string): Promise<OwnConnectorRow[]> {
    return this.database.reader.find(OwnConnectorRow, { where: { tenantId }, order: { id: 'ASC' } });
  }

  page(tenantId: string, { after, limit }: PagePlace): Promise<OwnConnectorRow[]> {
    const where = { tenantId, ...(after === undefined ? {} : { id: MoreThan(after) }) };
    return this.database.reader.find(OwnConnectorRow, { where, order: { id: 'ASC' }, take: limit });
  }

  count(manager: EntityManager, tenantId: string): Promise<number> {
    return manager.countBy(OwnConnectorRow, { tenantId });
  }

  async insert(manager: EntityManager, row: OwnConnectorRow): Promise<void> {
    await manager.insert(OwnConnectorRow, row);
  }

  /** False when somebody else was faster. */
  async change(manager: EntityManager, { id, revision }: OwnConnectorRow, next: OwnConnectorRow): Promise<boolean> {
    return (await manager.update(OwnConnectorRow, { id, revision }, next)).affected === 1;
  }

  /** False when somebody else was faster. */
  async remove(manager: EntityManager, { id, revision }: OwnConnectorRow): Promise<boolean> {
    return (await manager.delete(OwnConnectorRow, { id, revision })).affected === 1;
  }
}
