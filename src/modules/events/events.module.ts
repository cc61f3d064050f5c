import { Global, Module } from '@nestjs/common';
import { DatabaseModule } from '../database/database.module.js';
import { EventsController } from './events.controller.js';
import { EventsService } from './events.service.js';
import { EventInterest } from './interest/event-interest.js';
import { EventLog } from './log/event-log.js';
import { EventPayloads } from './log/event-payloads.js';
import { EventRetention } from './log/event-retention.js';
import { EventRelay } from './outbox/event-relay.js';
import { EventSinks } from './outbox/event-sinks.js';
import { EventHead, StoredEvent } from './outbox/stored-event.entity.js';
import { EventStreams } from './streams/event-streams.js';
import { LiveHints } from './streams/live-hints.js';
import { OpenStreams } from './streams/open-streams.js';

/** What happened and is worth telling: the outbox, its order, and who listens. */
@Global()
@Module({
  imports: [DatabaseModule.forFeature([StoredEvent, EventHead])],
  controllers: [EventsController],
  providers: [
    ...[EventSinks, EventRelay, EventsService, EventInterest],
    ...[EventLog, EventPayloads, EventRetention, LiveHints, OpenStreams, EventStreams],
  ],
  exports: [EventSinks, EventsService, EventInterest, EventPayloads, EventRetention, LiveHints, OpenStreams],
})
export class EventsModule {}
