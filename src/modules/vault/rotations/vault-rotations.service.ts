import { Injectable } from '@nestjs/common';
import { Not } from 'typeorm';
import { Clock } from '../../../kernel/clock.js';
import { newId } from '../../../kernel/ids.js';
import { Database } from '../../database/database.js';
import { DataKeyEntity } from '../data-key.entity.js';
import { DataKeys } from '../data-keys.js';
import { RootKeyRing } from '../root-key-ring.js';
import { dataKeyMissing, nothingToRotate, rotationNotFound, rotationUnderWay } from '../vault.errors.js';
import { PLATFORM } from '../vault.js';
import { RotationRunner } from './rotation-runner.js';
import { type RotationKind, VaultRotationEntity } from './vault-rotation.entity.js';

interface NewRotation {
  readonly kind: RotationKind;
  readonly tenantId: string;
  readonly exclusive: string;
  readonly version: number;
}

/** Starts rotations of the root key and of data keys, and says how far they are. */
@Injectable()
export class VaultRotationsService {
  constructor(
    private readonly database: Database,
    private readonly dataKeys: DataKeys,
    private readonly ring: RootKeyRing,
    private readonly runner: RotationRunner,
    private readonly clock: Clock,
  ) {}

  /** Wraps all data keys by the present root key. @throws nothing-to-rotate, rotation-under-way */
  async rotateRootKey(): Promise<VaultRotationEntity> {
    const behind = await this.database.reader.countBy(DataKeyEntity, { rootKeyId: Not(this.ring.present.id) });
    if (behind === 0) throw nothingToRotate();
    return this.#begin({ kind: 'root-key', tenantId: PLATFORM, exclusive: 'root-key', version: 0 });
  }

  /**
   * Makes a new data key for the tenant and seals all its values again. The old version stays able to open, because
   * an answer that waits outside the database may still be sealed under it.
   * @throws rotation-under-way, data-key-missing
   */
  async rotateDataKey(tenantId: string): Promise<VaultRotationEntity> {
    const version = (await this.dataKeys.activeVersion(tenantId)) + 1;
    const next = await this.dataKeys.prepare(tenantId, version);
    return this.#begin({ kind: 'data-key', tenantId, exclusive: `data-key ${tenantId}`, version }, next);
  }

  /** @throws rotation-not-found */
  async get(id: string): Promise<VaultRotationEntity> {
    const rotation = await this.database.reader.findOneBy(VaultRotationEntity, { id });
    if (!rotation) throw rotationNotFound(id);
    return rotation;
  }

  /** The newest first. */
  list(limit: number, before?: string): Promise<VaultRotationEntity[]> {
    const query = this.database.reader
      .createQueryBuilder(VaultRotationEntity, 'r')
      .orderBy('r.id', 'DESC')
      .limit(limit);
    return (before ? query.where('r.id < :before', { before }) : query).getMany();
  }

  async #begin(wanted: NewRotation, nextKey?: DataKeyEntity): Promise<VaultRotationEntity> {
    const rotation = this.#rotation(wanted);
    await this.database.write(async (manager) => {
      await manager.createQueryBuilder().insert().into(VaultRotationEntity).values(rotation).orIgnore().execute();
      const holder = await manager.findOneBy(VaultRotationEntity, { exclusive: wanted.exclusive });
      if (holder?.id !== rotation.id) throw rotationUnderWay(holder?.id ?? '');
      if (!nextKey) return;
      const { tenantId, version } = nextKey;
      const retired = await manager.update(
        DataKeyEntity,
        { tenantId, version: version - 1, state: 'active' },
        { state: 'retired' },
      );
      // The tenant was erased, or another rotation came in between.
      if (retired.affected !== 1) throw dataKeyMissing(tenantId);
      await manager.insert(DataKeyEntity, nextKey);
    });
    this.runner.wake();
    return rotation;
  }

  #rotation(wanted: NewRotation): VaultRotationEntity {
    const now = this.clock.now();
    return Object.assign(new VaultRotationEntity(), wanted, {
      id: newId('rotation'),
      state: 'running' as const,
      handled: 0,
      refused: 0,
      remaining: 0,
      runner: null,
      heartbeatAt: now,
      startedAt: now,
      finishedAt: null,
      failure: null,
    });
  }
}
