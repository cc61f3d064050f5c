import { createSecretKey, randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Clock } from '../../kernel/clock.js';
import { Database } from '../database/database.js';
import { type RowStatement, rowStatement, runForValues } from '../database/rows/row-statement.js';
import { DataKeyEntity } from './data-key.entity.js';
import { RootKeyRing } from './root-key-ring.js';
import type { DataKey } from './sealed-value.js';
import { dataKeyMissing, rootKeyWrong } from './vault.errors.js';

/** How long an unwrapped key may stay in memory, milliseconds: bounds what a replica keeps of an erased tenant. */
const CACHE_AGE = 10 * 60_000;
const CACHE_SIZE = 10_000;

interface CachedKey {
  readonly key: Promise<DataKey>;
  readonly until: number;
}

/** The data keys of all tenants: stored wrapped, kept unwrapped in memory for a while. */
@Injectable()
export class DataKeys {
  readonly #cache = new Map<string, CachedKey>();
  /** Active versions as they were read after so many writes. */
  readonly #active = new Map<string, Promise<number | undefined>>();
  #readAt = 0;
  readonly #finding: RowStatement;

  constructor(
    private readonly database: Database,
    private readonly ring: RootKeyRing,
    private readonly clock: Clock,
  ) {
    this.#finding = rowStatement(
      database.engine,
      { tenant: 'text' },
      (table) =>
        `SELECT MAX("version") AS "version" FROM ${table} JOIN data_key ON "tenantId" = v."tenant" AND "state" = 'active'`,
    );
  }

  /** A new key, not stored yet: wrapping may ask an outside service, so it happens before the transaction. */
  async prepare(tenantId: string, version: number): Promise<DataKeyEntity> {
    const entity = new DataKeyEntity();
    entity.tenantId = tenantId;
    entity.version = version;
    entity.wrapped = await this.ring.present.wrap(randomBytes(32), purposeOf(tenantId, version));
    entity.rootKeyId = this.ring.present.id;
    entity.state = 'active';
    entity.createdAt = this.clock.now();
    return entity;
  }

  /**
   * The version that seals new values. Every renewal asks for it; what this process has read on SQLite stands until
   * its next write. @throws data-key-missing
   */
  async activeVersion(tenantId: string): Promise<number> {
    const { commits, engine } = this.database;
    if (commits !== this.#readAt) this.#active.clear();
    this.#readAt = commits;
    const reading = this.#active.get(tenantId) ?? this.#readActive(tenantId);
    // Those who ask at the same time share what is read, which was committed before each of them asked.
    if (engine === 'sqlite') this.#active.set(tenantId, reading);
    reading.catch(() => this.#active.delete(tenantId));
    const version = await reading;
    if (version === undefined) throw dataKeyMissing(tenantId);
    return version;
  }

  /** @throws data-key-missing, root-key-wrong */
  get(tenantId: string, version: number, manager: EntityManager = this.database.reader): Promise<DataKey> {
    const id = cachedAs(tenantId, version);
    const now = this.clock.now().getTime();
    const cached = this.#cache.get(id);
    if (cached && cached.until > now) return cached.key;
    const key = this.#load(tenantId, version, manager);
    this.#cache.set(id, { key, until: now + CACHE_AGE });
    key.catch(() => this.#cache.delete(id));
    this.#dropOldest();
    return key;
  }

  async destroy(manager: EntityManager, tenantId: string): Promise<void> {
    await manager.delete(DataKeyEntity, { tenantId });
    for (const id of this.#cache.keys()) {
      if (id.startsWith(cachedAs(tenantId))) this.#cache.delete(id);
    }
  }

  /** Wraps one data key by the present root key. False when somebody else did it meanwhile. */
  async rewrap(row: DataKeyEntity): Promise<boolean> {
    const purpose = purposeOf(row.tenantId, row.version);
    const wrapped = await this.ring.present.wrap(await this.unwrap(row), purpose);
    const { tenantId, version, rootKeyId } = row;
    const result = await this.database.write((manager) =>
      manager.update(DataKeyEntity, { tenantId, version, rootKeyId }, { wrapped, rootKeyId: this.ring.present.id }),
    );
    return result.affected === 1;
  }

  /** @throws root-key-wrong when the configured root keys do not open every data key */
  async prove(platformKey: DataKeyEntity): Promise<void> {
    const used = await this.database.reader
      .createQueryBuilder(DataKeyEntity, 'k')
      .select('k.rootKeyId', 'id')
      .distinct(true)
      .getRawMany<{ id: string }>();
    const unknown = used.find(({ id }) => !this.ring.knows(id));
    if (unknown) throw rootKeyWrong({ configured: this.ring.present.id, needed: unknown.id });
    await this.unwrap(platformKey);
  }

  private unwrap(row: DataKeyEntity): Promise<Buffer> {
    return this.ring.unwrap(row.wrapped, row.rootKeyId, purposeOf(row.tenantId, row.version));
  }

  async #readActive(tenantId: string): Promise<number | undefined> {
    const [row] = await runForValues(this.database.reader, this.#finding, [[tenantId]]);
    return row?.version ? Number(row.version) : undefined;
  }

  async #load(tenantId: string, version: number, manager: EntityManager): Promise<DataKey> {
    const row = await manager.findOneBy(DataKeyEntity, { tenantId, version });
    if (!row) throw dataKeyMissing(tenantId);
    return { tenantId, version, key: createSecretKey(await this.unwrap(row)) };
  }

  #dropOldest(): void {
    if (this.#cache.size <= CACHE_SIZE) return;
    const oldest = this.#cache.keys().next().value;
    if (oldest !== undefined) this.#cache.delete(oldest);
  }
}

/** Without a version, what all of a tenant begin with: a tenant's id has no slash. */
function cachedAs(tenantId: string, version: number | '' = ''): string {
  return `${tenantId}/${version}`;
}

function purposeOf(tenantId: string, version: number): string {
  return JSON.stringify([tenantId, version]);
}
