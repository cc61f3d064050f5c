import { Global, Module } from '@nestjs/common';
import { DatabaseModule } from '../database/database.module.js';
import { EventsService } from './events.service.js';
import { EventRelay } from './outbox/event-relay.js';
import { EventSinks } from './outbox/event-sinks.js';
import { EventHead, StoredEvent } from './outbox/stored-event.entity.js';

/** What happened and is worth telling: the outbox, its order, and who listens. */
@Global()
@Module({
  imports: [DatabaseModule.forFeature([StoredEvent, EventHead])],
  providers: [EventSinks, EventRelay, EventsService],
  exports: [EventSinks, EventsService],
})
export class EventsModule {}
