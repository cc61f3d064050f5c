import { createHmac, createSecretKey, hkdfSync, type KeyObject } from 'node:crypto';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Secret } from '../../kernel/secret.js';
import { Database } from '../database/database.js';
import { DataKeyEntity } from './data-key.entity.js';
import { DataKeys } from './data-keys.js';
import { type DataKey, openValue, type SealContext, sealedVersion, sealValue } from './sealed-value.js';
import { sealedValueRefused } from './vault.errors.js';

/** Owner of what belongs to no tenant. Its data key is the canary: a root key that does not open it is the wrong one. */
export const PLATFORM = 'platform';

const FIRST_VERSION = 1;

/** Handed through by other rooms, opened by none. */
export type SealingKey = DataKey;

/** Seals and opens every secret that is stored. There is no mode in which it does not. */
@Injectable()
export class Vault implements OnModuleInit {
  readonly #derived = new WeakMap<DataKey, Map<string, KeyObject>>();

  constructor(
    private readonly database: Database,
    private readonly dataKeys: DataKeys,
  ) {}

  /** @throws root-key-wrong, which ends the start */
  async onModuleInit(): Promise<void> {
    const prepared = await this.dataKeys.prepare(PLATFORM, FIRST_VERSION);
    const platformKey = await this.database.write(async (manager) => {
      const where = { tenantId: PLATFORM, version: FIRST_VERSION };
      const existing = await manager.findOneBy(DataKeyEntity, where);
      if (existing) return existing;
      // Another replica may start for the first time in the same moment: the first row wins.
      await manager.createQueryBuilder().insert().into(DataKeyEntity).values(prepared).orIgnore().execute();
      return manager.findOneByOrFail(DataKeyEntity, where);
    });
    await this.dataKeys.prove(platformKey);
  }

  /** Seals with the tenant's active data key. @throws data-key-missing */
  async seal(tenantId: string, context: SealContext, plain: string): Promise<string> {
    return sealWith(await this.sealingKey(tenantId), context, plain);
  }

  /**
   * The tenant's active data key, for a value that must be sealed later without asking the database for anything. What
   * is sealed with it opens also after the keys were rotated. @throws data-key-missing
   */
  async sealingKey(tenantId: string): Promise<SealingKey> {
    const version = await this.dataKeys.activeVersion(tenantId);
    return this.dataKeys.get(tenantId, version);
  }

  /** @throws sealed-value-refused when the value was altered, moved or sealed for something else */
  async open(tenantId: string, context: SealContext, sealed: string): Promise<Secret> {
    const version = sealedVersion(sealed);
    if (version === undefined) throw sealedValueRefused(context);
    const plain = openValue(await this.dataKeys.get(tenantId, version), context, sealed);
    if (plain === undefined) throw sealedValueRefused(context);
    return new Secret(plain);
  }

  /** The same value under the tenant's active data key. @throws sealed-value-refused */
  async reseal(tenantId: string, context: SealContext, sealed: string): Promise<string> {
    const plain = await this.open(tenantId, context, sealed);
    return this.seal(tenantId, context, plain.reveal('to seal it under the new data key'));
  }

  /** The first data key of a new tenant; store it with `addKey` in the transaction that makes the tenant. */
  prepareKey(tenantId: string): Promise<DataKeyEntity> {
    return this.dataKeys.prepare(tenantId, FIRST_VERSION);
  }

  async addKey(manager: EntityManager, key: DataKeyEntity): Promise<void> {
    await manager.insert(DataKeyEntity, key);
  }

  /** After this nothing that the tenant sealed can ever be opened, also not from a backup of the other tables. */
  destroyKeys(manager: EntityManager, tenantId: string): Promise<void> {
    return this.dataKeys.destroy(manager, tenantId);
  }

  /**
   * A keyed digest (HMAC-SHA-256, hex) that nobody can compute from the database alone. It stays the same when data
   * keys are rotated, because the first version is kept. Pass the manager inside a transaction.
   */
  async digest(tenantId: string, purpose: string, options: { text: string; manager?: EntityManager }): Promise<string> {
    const dataKey = await this.dataKeys.get(tenantId, FIRST_VERSION, options.manager);
    return createHmac('sha256', this.derived(dataKey, purpose)).update(options.text, 'utf8').digest('hex');
  }

  /** Kept as long as the data key is, because every renewal and every audit entry needs one. */
  private derived(dataKey: DataKey, purpose: string): KeyObject {
    const keys = this.#derived.get(dataKey) ?? new Map<string, KeyObject>();
    this.#derived.set(dataKey, keys);
    const known = keys.get(purpose);
    if (known) return known;
    const key = createSecretKey(Buffer.from(hkdfSync('sha256', dataKey.key.export(), '', `latchkey ${purpose}`, 32)));
    keys.set(purpose, key);
    return key;
  }
}

/** Seals with a key that was fetched before. */
export function sealWith(key: SealingKey, context: SealContext, plain: string): string {
  return sealValue(key, context, plain);
}
