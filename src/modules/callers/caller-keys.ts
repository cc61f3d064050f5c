import { Injectable } from '@nestjs/common';
import { type EntityManager, IsNull, LessThan, MoreThan } from 'typeorm';
import { Clock } from '../../kernel/clock.js';
import type { Secret } from '../../kernel/secret.js';
import { Database } from '../database/database.js';
import type { Fact, FactKind, Moment } from '../database/facts/fact.js';
import type { FactStore } from '../database/facts/fact-store.js';
import { Facts } from '../database/facts/facts.js';
import { CallerKeyEntity } from './caller-key.entity.js';
import { newKey } from './key-format.js';
import type { Right } from './rights.js';

/** Anybody can ask for a key that does not exist. */
const KEY_FACT: FactKind = {
  name: 'caller_key_by_id',
  table: 'caller_key',
  by: { id: 'text' },
  of: 'row',
  forgetsAbsence: true,
};

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
  readonly #facts: FactStore<CallerKeyEntity | undefined>;

  constructor(
    private readonly database: Database,
    facts: Facts,
    private readonly clock: Clock,
  ) {
    this.#facts = facts.open(KEY_FACT, async ([id = '']) => {
      return (await this.database.reader.findOneBy(CallerKeyEntity, { id })) ?? undefined;
    });
  }

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

  /** What is remembered of the key; ask it whether it still stands. */
  known(id: string): Fact<CallerKeyEntity | undefined> | undefined {
    return this.#facts.known(id);
  }

  /** Committed state: a revoked key is refused on the very next request, on every replica. */
  read(id: string, moment?: Moment): Promise<Fact<CallerKeyEntity | undefined>> {
    return this.#facts.read([id], moment);
  }

  async find(id: string): Promise<CallerKeyEntity | undefined> {
    return (await this.read(id)).value;
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
