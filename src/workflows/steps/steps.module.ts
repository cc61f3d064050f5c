import { Module } from '@nestjs/common';
import { ResolutionModule } from '../../modules/resolution/resolution.module.js';
import { AppEventsModule } from '../events/app-events.module.js';
import { ActionStep } from './action-step.js';
import { BrokerTokenSource } from './broker-token-source.js';
import { HouseSteps } from './house-steps.js';
import { HttpStep } from './http-step.js';

/** What a step of a process can do outside. */
@Module({
  imports: [ResolutionModule, AppEventsModule],
  providers: [BrokerTokenSource, HttpStep, ActionStep, HouseSteps],
  exports: [HouseSteps],
})
export class StepsModule {}
