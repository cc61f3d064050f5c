import { Module } from '@nestjs/common';
import { DatabaseModule } from '../../modules/database/database.module.js';
import { DefinitionLibrary } from '../processes/definition-library.js';
import { NamedProcesses } from '../processes/named-processes.js';
import { ProcessEntity } from '../processes/process.entity.js';
import { ProcessVersionEntity } from '../processes/process-version.entity.js';
import { SchedulesStorageModule } from '../schedules/schedules-storage.module.js';
import { InnerRuns } from './inner-runs.js';
import { RunRecordEntity } from './journal/run-record.entity.js';
import { RunWaitEntity } from './journal/run-wait.entity.js';
import { RunLifecycle } from './lifecycle/run-lifecycle.js';
import { RunRows } from './lifecycle/run-rows.js';
import { TaskStories } from './lifecycle/task-stories.js';
import { RunEntity } from './run.entity.js';
import { RunEnding } from './run-ending.js';
import { RunStarts } from './run-starts.js';
import { RunsRepository } from './runs.repository.js';
import { RunWatch } from './watching/run-watch.js';
import { WatchedRuns } from './watching/watched-runs.js';

/** Runs as they are stored, below the engine that performs them and the steps that they take. */
@Module({
  imports: [
    SchedulesStorageModule,
    DatabaseModule.forFeature([ProcessEntity, ProcessVersionEntity, RunEntity, RunRecordEntity, RunWaitEntity]),
  ],
  providers: [
    ...[RunWatch, WatchedRuns, RunsRepository, RunStarts, RunEnding, RunRows, RunLifecycle, TaskStories],
    ...[DefinitionLibrary, NamedProcesses, InnerRuns],
  ],
  exports: [
    RunWatch,
    WatchedRuns,
    RunsRepository,
    RunStarts,
    RunEnding,
    RunRows,
    RunLifecycle,
    DefinitionLibrary,
    NamedProcesses,
    InnerRuns,
  ],
})
export class RunsStorageModule {}
