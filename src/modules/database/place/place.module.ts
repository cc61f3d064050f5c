import { Module } from '@nestjs/common';
import { DatabaseModule } from '../database.module.js';
import { ExclusivePlace } from './exclusive-place.js';
import { PlaceEntity } from './place.entity.js';

/** The place of whoever performs the runs. */
@Module({
  imports: [DatabaseModule.forFeature([PlaceEntity])],
  providers: [ExclusivePlace],
  exports: [ExclusivePlace],
})
export class PlaceModule {}
