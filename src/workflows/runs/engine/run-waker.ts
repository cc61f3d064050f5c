import { Injectable, type OnModuleInit } from '@nestjs/common';
import { AppEvents } from '../../events/app-events.js';
import type { RunWaitEntity } from '../journal/run-wait.entity.js';
import { RunEnding } from '../run-ending.js';
import { RunStarts } from '../run-starts.js';
import type { ToldWait } from '../runs.repository.js';
import { ParkedRuns } from './parked-runs.js';
import { RunEngine } from './run-engine.js';
import { RunPerformer } from './run-performer.js';

/** The side of the engine that requests see. */
@Injectable()
export class RunWaker implements OnModuleInit {
  constructor(
    private readonly engine: RunEngine,
    private readonly performer: RunPerformer,
    private readonly parked: ParkedRuns,
    private readonly events: AppEvents,
    private readonly starts: RunStarts,
    private readonly ending: RunEnding,
  ) {}

  onModuleInit(): void {
    const hear = ({ runId, ...told }: ToldWait) => {
      this.performer.deliver(runId, told);
      this.engine.ring();
    };
    this.parked.onWake(hear);
    this.events.onTold(hear);
    this.starts.onStarted(() => this.engine.ring());
    this.ending.listen({ told: hear, cancelled: (id) => this.cancel(id) });
  }

  ring(): void {
    this.engine.ring();
  }

  cancel(id: string): void {
    this.performer.cancel(id);
  }

  wake(wait: RunWaitEntity, value: unknown): Promise<boolean> {
    return this.parked.wake(wait, value);
  }
}
