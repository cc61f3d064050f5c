import { Injectable, type OnModuleInit } from '@nestjs/common';
import { AppEvents } from '../../events/app-events.js';
import type { RunWaitEntity } from '../journal/run-wait.entity.js';
import { RunEnding } from '../run-ending.js';
import { RunStarts } from '../run-starts.js';
import type { ToldWait } from '../runs.repository.js';
import { ParkedRuns } from './parked-runs.js';
import { ProcessEngine } from './process-engine.js';

/** The side of the engine that requests see. */
@Injectable()
export class RunWaker implements OnModuleInit {
  constructor(
    private readonly engine: ProcessEngine,
    private readonly parked: ParkedRuns,
    private readonly events: AppEvents,
    private readonly starts: RunStarts,
    private readonly ending: RunEnding,
  ) {}

  onModuleInit(): void {
    const hear = (told: ToldWait) => this.engine.tell(told);
    this.parked.onWake(hear);
    this.events.onTold(hear);
    this.starts.onStarted((run) => this.engine.begin(run.id, run));
    this.ending.listen({ told: hear, cancelled: (id) => void this.engine.stop(id) });
  }

  begin(id: string): void {
    this.engine.begin(id);
  }

  stop(id: string): Promise<void> {
    return this.engine.stop(id);
  }

  wake(wait: RunWaitEntity, value: unknown): Promise<boolean> {
    return this.parked.wake(wait, value);
  }
}
