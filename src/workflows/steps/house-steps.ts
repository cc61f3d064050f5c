import { Injectable } from '@nestjs/common';
import { AppEvents } from '../events/app-events.js';
import { EventLines } from '../events/event-lines.js';
import { InnerRuns } from '../runs/inner-runs.js';
import type { RunEntity } from '../runs/run.entity.js';
import type { StepActions } from '../runtime/ports.js';
import { ActionStep } from './action-step.js';
import { HttpStep } from './http-step.js';

/** What the house gives the steps of one run. */
@Injectable()
export class HouseSteps {
  constructor(
    private readonly http: HttpStep,
    private readonly action: ActionStep,
    private readonly events: AppEvents,
    private readonly lines: EventLines,
    private readonly inner: InnerRuns,
  ) {}

  of(owner: RunEntity): StepActions {
    const { tenantId, appId, id: runId } = owner;
    return {
      events: {
        publish: (event) => this.events.publish({ tenantId, appId }, [event]),
        listen: (name, types) => this.lines.open({ tenantId, appId, runId, name }, types),
        after: (name, position) => this.lines.after({ runId, name }, position),
        stopListening: (name) => this.lines.close({ runId, name }),
      },
      processes: {
        start: (wanted) => this.inner.start(owner, wanted),
        endOf: (id) => this.inner.endOf(owner, id),
      },
      callHttp: (call, context) => this.http.run(owner, call, context),
      callAction: (call, context) => this.action.run(owner, call, context),
      isRepeatable: (action) => this.action.isRepeatable(action),
    };
  }
}
