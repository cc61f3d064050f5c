import { Injectable } from '@nestjs/common';
import {
  type Context,
  rpc,
  service,
  TerminalError,
  type WorkflowContext,
  type WorkflowSharedContext,
  workflow,
} from '@restatedev/restate-sdk';
import { Interruptions } from './interruptions.js';
import {
  keyOf,
  LATER_SERVICE,
  promiseOf,
  RUN_WORKFLOW,
  type SegmentKey,
  type SegmentWish,
  STOP,
  type Told,
} from './run-keys.js';
import { type NextSegment, RunSegment } from './segments/run-segment.js';

/** A handler without a sign of life for so long is suspended; this long after, its attempt is given up. */
const INACTIVITY = { seconds: 1 };
const LONGEST_STEP = { minutes: 15 };

/**
 * How often Restate tries an attempt again that failed, such as on a replica that died. After that it forgets the
 * segment: the run is begun again from what is stored.
 */
const RETRIES = {
  ...{ initialInterval: 100, exponentiationFactor: 2, maxInterval: { seconds: 2 } },
  ...{ maxAttempts: 1_800, onMaxAttempts: 'kill' as const },
};

const OPTIONS = { inactivityTimeout: INACTIVITY, abortTimeout: LONGEST_STEP, retryPolicy: RETRIES };

export interface ToldWaitOf extends Told {
  readonly seq: number;
}

/** A type, because a client looks for handlers in records only. */
export type RunHandlers = {
  run(context: WorkflowContext, wish?: SegmentWish): Promise<void>;
  tell(context: WorkflowSharedContext, told: ToldWaitOf): Promise<void>;
  stop(context: WorkflowSharedContext): Promise<void>;
};

export interface LaterHandlers {
  begin(context: Context, key: SegmentKey): Promise<void>;
}

/** What Restate calls: the segments of runs, and the alarm clock of those that wait long. */
@Injectable()
export class RunServices {
  constructor(
    private readonly segment: RunSegment,
    private readonly interruptions: Interruptions,
  ) {}

  all() {
    return [this.#runs(), later()];
  }

  #runs() {
    const handlers: RunHandlers = {
      run: (context, wish) =>
        this.interruptions.during(context.key, async () =>
          sendNext(context, await this.segment.perform(context, wish ?? {})),
        ),
      tell: (context, { seq, ...told }) => resolveOnce(context, promiseOf(seq), told),
      stop: (context) => resolveOnce(context, STOP, true),
    };
    // Our tables keep the journal: what has ended, Restate may forget.
    const hooks = [this.interruptions.hooks];
    const forgetting = { workflowRetention: 0, journalRetention: 0 };
    return workflow({ name: RUN_WORKFLOW, handlers, options: { ...OPTIONS, ...forgetting, hooks } });
  }
}

/** It may be told twice. */
async function resolveOnce(context: WorkflowSharedContext, name: string, value: unknown): Promise<void> {
  try {
    await context.promise<unknown>(name).resolve(value);
  } catch (error) {
    if (!(error instanceof TerminalError)) throw error;
  }
}

/** A segment that is scheduled could not begin earlier: so the alarm is scheduled, and begins the segment. */
function later() {
  const handlers: LaterHandlers = {
    begin: async (context, key) => {
      context.workflowSendClient<RunHandlers>({ name: RUN_WORKFLOW }, keyOf(key)).run();
    },
  };
  return service({ name: LATER_SERVICE, handlers, options: { ...OPTIONS, journalRetention: 0 } });
}

function sendNext(context: WorkflowContext, next: NextSegment | undefined): void {
  if (!next) return;
  const client = context.serviceSendClient<LaterHandlers>({ name: LATER_SERVICE });
  client.begin(next.key, rpc.sendOpts({ delay: next.inMs }));
}
