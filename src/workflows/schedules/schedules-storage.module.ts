import { Module } from '@nestjs/common';
import { DatabaseModule } from '../../modules/database/database.module.js';
import { EventSetEntity } from './event-set.entity.js';
import { ScheduleEntity } from './schedule.entity.js';
import { ScheduleBell } from './schedule-bell.js';

/** Schedules as they are stored, below what makes them due. */
@Module({
  imports: [DatabaseModule.forFeature([ScheduleEntity, EventSetEntity])],
  providers: [ScheduleBell],
  exports: [ScheduleBell],
})
export class SchedulesStorageModule {}
