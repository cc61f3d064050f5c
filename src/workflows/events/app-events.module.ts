import { Module } from '@nestjs/common';
import { DatabaseModule } from '../../modules/database/database.module.js';
import { RunsStorageModule } from '../runs/runs-storage.module.js';
import { SchedulesStorageModule } from '../schedules/schedules-storage.module.js';
import { AppEventEntity } from './app-event.entity.js';
import { AppEvents } from './app-events.js';
import { EventLines } from './event-lines.js';
import { EventsDoor } from './events-door.js';
import { KnownEvents } from './known-events.js';
import { RunEventEntity } from './run-event.entity.js';
import { RunSubscriptionEntity } from './run-subscription.entity.js';

/** Events between the outside and the runs of an app. */
@Module({
  imports: [
    DatabaseModule.forFeature([AppEventEntity, RunSubscriptionEntity, RunEventEntity]),
    RunsStorageModule,
    SchedulesStorageModule,
  ],
  providers: [EventLines, KnownEvents, AppEvents, EventsDoor],
  exports: [EventLines, AppEvents],
})
export class AppEventsModule {}
