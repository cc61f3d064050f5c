import { Injectable } from '@nestjs/common';
import { isDatabaseTrouble } from '../../modules/database/connection/database-away.js';
import { databaseAway } from '../../modules/database/database.errors.js';
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
        publish: (event) => inHouse(this.events.publish({ tenantId, appId }, [event])),
        listen: (name, types) => inHouse(this.lines.open({ tenantId, appId, runId, name }, types)),
        after: (name, position) => inHouse(this.lines.takeAfter({ runId, name }, position)),
        stopListening: (name) => inHouse(this.lines.close({ runId, name })),
      },
      processes: {
        start: (wanted) => inHouse(this.inner.start(owner, wanted)),
        endOf: (id) => inHouse(this.inner.endOf(owner, id)),
      },
      callHttp: (call, context) => outside(this.http.run(owner, call, context)),
      callAction: (call, context) => outside(this.action.run(owner, call, context)),
      isRepeatable: (action) => this.action.isRepeatable(action),
    };
  }
}

/** Nothing but the database is asked, and what is asked may be asked again. */
function inHouse<T>(asked: Promise<T>): Promise<T> {
  return asked.catch((error: unknown) => {
    throw isDatabaseTrouble(error) ? databaseAway(error) : error;
  });
}

/** Something may have been sent before the database failed. */
function outside<T>(asked: Promise<T>): Promise<T> {
  return asked.catch((error: unknown) => {
    throw isDatabaseTrouble(error) ? databaseAway(error, { sent: true }) : error;
  });
}
