import { Global, Module } from '@nestjs/common';
import { Configuration } from '../../kernel/configuration.js';
import { DatabaseModule } from '../database/database.module.js';
import { DataKeyEntity } from './data-key.entity.js';
import { DataKeys } from './data-keys.js';
import { RootKeyRing } from './root-key-ring.js';
import { loadRootKeys } from './root-key-source.js';
import { RotationRunner } from './rotations/rotation-runner.js';
import { RotationSteps } from './rotations/rotation-steps.js';
import { VaultRotationEntity } from './rotations/vault-rotation.entity.js';
import { VaultRotationsService } from './rotations/vault-rotations.service.js';
import { SealedStores } from './sealed-stores.js';
import { Vault } from './vault.js';

/** Seals what is stored, and rotates the keys that do it. */
@Global()
@Module({
  imports: [DatabaseModule.forFeature([DataKeyEntity, VaultRotationEntity])],
  providers: [
    { provide: RootKeyRing, inject: [Configuration], useFactory: loadRootKeys },
    DataKeys,
    Vault,
    SealedStores,
    RotationSteps,
    RotationRunner,
    VaultRotationsService,
  ],
  exports: [Vault, SealedStores, VaultRotationsService],
})
export class VaultModule {}
