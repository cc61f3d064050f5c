import { Global, Module } from '@nestjs/common';
import { DatabaseModule } from '../database/database.module.js';
import { AppEntity } from './app.entity.js';
import { AppBelongings } from './app-belongings.js';
import { AppContentsRegistry } from './app-contents.js';
import { AppDeletion } from './app-deletion.js';
import { AppsController } from './apps.controller.js';
import { AppsRepository } from './apps.repository.js';
import { AppsService } from './apps.service.js';
import { KeysController } from './keys/keys.controller.js';
import { KeysService } from './keys/keys.service.js';

/** The apps of a tenant, and the keys that may be bound to them. */
@Global()
@Module({
  imports: [DatabaseModule.forFeature([AppEntity])],
  controllers: [AppsController, KeysController],
  providers: [AppsRepository, AppsService, AppContentsRegistry, AppBelongings, AppDeletion, KeysService],
  exports: [AppsService, AppsRepository, AppContentsRegistry],
})
export class AppsModule {}
