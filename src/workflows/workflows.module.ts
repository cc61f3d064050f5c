import { Module } from '@nestjs/common';
import { DatabaseModule } from '../modules/database/database.module.js';
import { ExclusivePlace } from '../modules/database/exclusive-place.js';
import { TokensModule } from '../modules/tokens/tokens.module.js';
import { DefinitionLibrary } from './processes/definition-library.js';
import { ProcessEntity } from './processes/process.entity.js';
import { ProcessPublishing } from './processes/process-publishing.js';
import { ProcessVersionEntity } from './processes/process-version.entity.js';
import { ProcessVersionsController } from './processes/process-versions.controller.js';
import { ProcessesController } from './processes/processes.controller.js';
import { ProcessesService } from './processes/processes.service.js';
import { UseWarnings } from './processes/use-warnings.js';
import { JournalBook } from './runs/journal-book.js';
import { ParkedRuns } from './runs/parked-runs.js';
import { RunEntity } from './runs/run.entity.js';
import { RunContents } from './runs/run-contents.js';
import { RunEngine } from './runs/run-engine.js';
import { RunPerformer } from './runs/run-performer.js';
import { RunRecordEntity } from './runs/run-record.entity.js';
import { RunWaker } from './runs/run-waker.js';
import { RunsController } from './runs/runs.controller.js';
import { RunsRepository } from './runs/runs.repository.js';
import { RunsService } from './runs/runs.service.js';
import { StepsModule } from './steps/steps.module.js';

/** Processes, their versions, and the runs that the embedded engine performs. */
@Module({
  imports: [
    DatabaseModule.forFeature([ProcessEntity, ProcessVersionEntity, RunEntity, RunRecordEntity]),
    TokensModule,
    StepsModule,
  ],
  controllers: [ProcessesController, ProcessVersionsController, RunsController],
  providers: [
    ...[DefinitionLibrary, UseWarnings, ProcessesService, ProcessPublishing],
    ...[
      ExclusivePlace,
      RunsRepository,
      JournalBook,
      ParkedRuns,
      RunPerformer,
      RunEngine,
      RunWaker,
      RunContents,
      RunsService,
    ],
  ],
})
export class WorkflowsModule {}
