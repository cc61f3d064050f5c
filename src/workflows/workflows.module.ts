import { type DynamicModule, Module, type Provider } from '@nestjs/common';
import { PlaceModule } from '../modules/database/place/place.module.js';
import { TokensModule } from '../modules/tokens/tokens.module.js';
import { AppEventsModule } from './events/app-events.module.js';
import { DefinitionCheck } from './processes/definition-check.js';
import { ProcessPublishing } from './processes/process-publishing.js';
import { ProcessVersionsController } from './processes/process-versions.controller.js';
import { ProcessesController } from './processes/processes.controller.js';
import { ProcessesService } from './processes/processes.service.js';
import { SchemaDocuments } from './processes/schema-documents.js';
import { UseWarnings } from './processes/use-warnings.js';
import { ParkEscalation } from './runs/control/park-escalation.js';
import { RunControlController } from './runs/control/run-control.controller.js';
import { RunControl } from './runs/control/run-control.service.js';
import { RunEventsDoor } from './runs/control/run-events-door.js';
import { EmbeddedEngine } from './runs/engine/embedded/embedded-engine.js';
import { RunPerformer } from './runs/engine/embedded/run-performer.js';
import { RunnerPlace } from './runs/engine/embedded/runner-place.js';
import { EngineOwner } from './runs/engine/engine-owner.js';
import { ParkedRuns } from './runs/engine/parked-runs.js';
import { ProcessEngine } from './runs/engine/process-engine.js';
import { RunTroubles } from './runs/engine/run-troubles.js';
import { RunWaker } from './runs/engine/run-waker.js';
import type { EngineName } from './runs/engine-name.js';
import { JournalBook } from './runs/journal/journal-book.js';
import { RunContents } from './runs/run-contents.js';
import { RunsController } from './runs/runs.controller.js';
import { RunsService } from './runs/runs.service.js';
import { RunsStorageModule } from './runs/runs-storage.module.js';
import { RunStreamsController } from './runs/watching/run-streams.controller.js';
import { RunStreams } from './runs/watching/run-streams.js';
import { EventStarts } from './schedules/event-starts.js';
import { ProcessSchedules } from './schedules/process-schedules.js';
import { ScheduleKeeper } from './schedules/schedule-keeper.js';
import { SchedulesController } from './schedules/schedules.controller.js';
import { SchedulesService } from './schedules/schedules.service.js';
import { SchedulesStorageModule } from './schedules/schedules-storage.module.js';
import { TimedStarts } from './schedules/timed-starts.js';
import { StepsModule } from './steps/steps.module.js';

/** Processes, their versions, and their runs. */
@Module({
  imports: [RunsStorageModule, SchedulesStorageModule, AppEventsModule, TokensModule, StepsModule],
  controllers: [
    ProcessesController,
    ProcessVersionsController,
    SchedulesController,
    RunStreamsController,
    RunsController,
    RunControlController,
  ],
  providers: [
    ...[UseWarnings, SchemaDocuments, DefinitionCheck, ProcessesService, ProcessPublishing],
    ...[ProcessSchedules, SchedulesService, TimedStarts, EventStarts, ScheduleKeeper],
    ...[EngineOwner, ParkedRuns, RunTroubles, RunWaker, RunContents, RunStreams, RunsService],
    ...[RunControl, ParkEscalation, RunEventsDoor],
  ],
})
export class WorkflowsModule {
  /** With one engine; what the other needs is not even loaded. */
  static async on(engine: EngineName): Promise<DynamicModule> {
    const isEmbedded = engine === 'embedded';
    const providers = isEmbedded ? EMBEDDED_PROVIDERS : await restateProviders();
    return { module: WorkflowsModule, imports: isEmbedded ? [PlaceModule] : [], providers: [...providers] };
  }
}

async function restateProviders(): Promise<readonly Provider[]> {
  return (await import('./runs/engine/restate/restate-providers.js')).RESTATE_PROVIDERS;
}

const EMBEDDED_PROVIDERS: readonly Provider[] = [
  ...[RunnerPlace, JournalBook, RunPerformer, EmbeddedEngine],
  { provide: ProcessEngine, useExisting: EmbeddedEngine },
];
