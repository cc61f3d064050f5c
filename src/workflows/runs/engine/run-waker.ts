import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { RunWaitEntity } from '../journal/run-wait.entity.js';
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
  ) {}

  onModuleInit(): void {
    this.parked.onWake(({ runId, ...told }) => {
      this.performer.deliver(runId, told);
      this.engine.ring();
    });
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
