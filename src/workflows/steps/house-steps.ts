import { Injectable } from '@nestjs/common';
import type { StepActions } from '../runtime/ports.js';
import { ActionStep } from './action-step.js';
import type { StepOwner } from './broker-token-source.js';
import { HttpStep } from './http-step.js';

/** What the house gives the steps of one run. */
@Injectable()
export class HouseSteps {
  constructor(
    private readonly http: HttpStep,
    private readonly action: ActionStep,
  ) {}

  of(owner: StepOwner): StepActions {
    return {
      callHttp: (call, context) => this.http.run(owner, call, context),
      callAction: (call) => this.action.run(owner, call),
      isRepeatable: (action) => this.action.isRepeatable(action),
    };
  }
}
