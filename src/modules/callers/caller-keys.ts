import { Injectable } from '@nestjs/common';
import { type EntityManager, IsNull, LessThan, MoreThan } from 'typeorm';
import { Clock } from '../../kernel/clock.js';
import type { Secret } from '../../kernel/secret.js';
import { CommittedReads } from '../database/committed-reads.js';
import { Database } from '../database/database.js';
import { CallerKeyEntity } from './caller-key.entity.js';
import { newKey } from './key-format.js';
import type { Right } from './rights.js';

export interface KeyGrant {
  readonly tenantId: string;
  readonly appId?: string;
  readonly name: string;
  readonly rights: readonly Right[];
  readonly expiresAt?: Date;
  readonly createdBy: string;
}

export interface CreatedKey {
  readonly row: CallerKeyEntity;
  /** The key itself, for the one answer that shows it. */
  readonly key: Secret;
}

export interface KeyListing {
  readonly tenantId: string;
  readonly appId?: string;
  readonly after?: string;
  readonly limit: number;
}

/** The stored keys of all tenants. It keeps the rows; who may grant what is decided above. */
@Injectable()
export class CallerKeys {
  constructor(
    private readonly database: Database,
    private readonly reads: CommittedReads,
    private readonly clock: Clock,
  ) {}

  async create(manager: EntityManager, grant: KeyGrant): Promise<CreatedKey> {
    const { id, key, digest } = newKey();
    const row = Object.assign(new CallerKeyEntity(), {
      id,
      digest,
      tenantId: grant.tenantId,
      appId: grant.appId ?? null,
      name: grant.name,
      rights: [...new Set(grant.rights)],
      createdBy: grant.createdBy,
      createdAt: this.clock.now(),
      expiresAt: grant.expiresAt ?? null,
      revokedAt: null,
      lastUsedAt: null,
    });
    await manager.insert(CallerKeyEntity, row);
    return { row, key };
  }

  /** Committed state: a revoked key is refused on the very next request, on every replica. */
  find(id: string): Promise<CallerKeyEntity | undefined> {
    return this.reads.read(`caller-key ${id}`, async () => {
      return (await this.database.reader.findOneBy(CallerKeyEntity, { id })) ?? undefined;
    });
  }

  /** In the order they were made. */
  list({ tenantId, appId, after, limit }: KeyListing): Promise<CallerKeyEntity[]> {
    return this.database.reader.find(CallerKeyEntity, {
      where: { tenantId, ...(appId && { appId }), ...(after && { id: MoreThan(after) }) },
      order: { id: 'ASC' },
      take: limit,
    });
  }

  /** False when it was revoked before. */
  async revoke(manager: EntityManager, id: string): Promise<boolean> {
    const revokedAt = this.clock.now();
    const result = await manager.update(CallerKeyEntity, { id, revokedAt: IsNull() }, { revokedAt });
    return result.affected === 1;
  }

  /** Never moves the time back: another replica may have seen a later use. */
  async markUsed(manager: EntityManager, id: string, at: Date): Promise<void> {
    await manager.update(
      CallerKeyEntity,
      [
        { id, lastUsedAt: IsNull() },
        { id, lastUsedAt: LessThan(at) },
      ],
      { lastUsedAt: at },
    );
  }

  async deleteOfApp(manager: EntityManager, tenantId: string, appId: string): Promise<void> {
    await manager.delete(CallerKeyEntity, { tenantId, appId });
  }

  async deleteOfTenant(manager: EntityManager, tenantId: string): Promise<void> {
    await manager.delete(CallerKeyEntity, { tenantId });
  }
}
