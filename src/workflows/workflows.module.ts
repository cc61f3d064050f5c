import { Module } from '@nestjs/common';
import { DatabaseModule } from '../modules/database/database.module.js';
import { ExclusivePlace } from '../modules/database/exclusive-place.js';
import { TokensModule } from '../modules/tokens/tokens.module.js';
import { AppEventsModule } from './events/app-events.module.js';
import { DefinitionLibrary } from './processes/definition-library.js';
import { ProcessEntity } from './processes/process.entity.js';
import { ProcessPublishing } from './processes/process-publishing.js';
import { ProcessVersionEntity } from './processes/process-version.entity.js';
import { ProcessVersionsController } from './processes/process-versions.controller.js';
import { ProcessesController } from './processes/processes.controller.js';
import { ProcessesService } from './processes/processes.service.js';
import { UseWarnings } from './processes/use-warnings.js';
import { ParkedRuns } from './runs/engine/parked-runs.js';
import { RunEngine } from './runs/engine/run-engine.js';
import { RunPerformer } from './runs/engine/run-performer.js';
import { RunWaker } from './runs/engine/run-waker.js';
import { JournalBook } from './runs/journal/journal-book.js';
import { RunRecordEntity } from './runs/journal/run-record.entity.js';
import { RunWaitEntity } from './runs/journal/run-wait.entity.js';
import { RunEntity } from './runs/run.entity.js';
import { RunContents } from './runs/run-contents.js';
import { RunsController } from './runs/runs.controller.js';
import { RunsService } from './runs/runs.service.js';
import { StepsModule } from './steps/steps.module.js';

/** Processes, their versions, and the runs that the embedded engine performs. */
@Module({
  imports: [
    DatabaseModule.forFeature([ProcessEntity, ProcessVersionEntity, RunEntity, RunRecordEntity, RunWaitEntity]),
    AppEventsModule,
    TokensModule,
    StepsModule,
  ],
  controllers: [ProcessesController, ProcessVersionsController, RunsController],
  providers: [
    ...[DefinitionLibrary, UseWarnings, ProcessesService, ProcessPublishing],
    ...[ExclusivePlace, JournalBook, ParkedRuns, RunPerformer, RunEngine, RunWaker, RunContents, RunsService],
  ],
})
export class WorkflowsModule {}
