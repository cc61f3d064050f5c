import { Injectable, type OnModuleInit } from '@nestjs/common';
import { ParkedRuns } from './parked-runs.js';
import type { RunEntity } from './run.entity.js';
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
    this.parked.onWake(() => this.engine.ring());
  }

  ring(): void {
    this.engine.ring();
  }

  cancel(id: string): void {
    this.performer.cancel(id);
  }

  wake(run: RunEntity, value: unknown): Promise<boolean> {
    return this.parked.wake(run, value);
  }
}
