import { Module } from '@nestjs/common';
import { ResolutionModule } from '../../modules/resolution/resolution.module.js';
import { AppEventsModule } from '../events/app-events.module.js';
import { RunsStorageModule } from '../runs/runs-storage.module.js';
import { ActionStep } from './action-step.js';
import { BrokerTokenSource } from './broker-token-source.js';
import { HouseSteps } from './house-steps.js';
import { HttpStep } from './http-step.js';
import { StepProgress } from './step-progress.js';

/** What a step of a process can do outside. */
@Module({
  imports: [ResolutionModule, AppEventsModule, RunsStorageModule],
  providers: [BrokerTokenSource, HttpStep, ActionStep, StepProgress, HouseSteps],
  exports: [HouseSteps, StepProgress],
})
export class StepsModule {}
