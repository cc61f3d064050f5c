import { Global, Module } from '@nestjs/common';
import { DatabaseModule } from '../database/database.module.js';
import { OwnTenantController } from './own-tenant.controller.js';
import { RotationsController } from './rotations/rotations.controller.js';
import { TenantEntity } from './tenant.entity.js';
import { TenantContentsRegistry } from './tenant-contents.js';
import { TenantErasure } from './tenant-erasure.js';
import { TenantRooms } from './tenant-rooms.js';
import { TenantsController } from './tenants.controller.js';
import { TenantsService } from './tenants.service.js';

/** The tenants of the platform. */
@Global()
@Module({
  imports: [DatabaseModule.forFeature([TenantEntity])],
  controllers: [TenantsController, OwnTenantController, RotationsController],
  providers: [TenantsService, TenantErasure, TenantRooms, TenantContentsRegistry],
  exports: [TenantsService, TenantContentsRegistry],
})
export class TenantsModule {}
