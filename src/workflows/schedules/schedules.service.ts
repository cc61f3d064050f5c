import { Injectable } from '@nestjs/common';
import { Clock } from '../../kernel/clock.js';
import type { Precondition } from '../../modules/api/etag.js';
import type { Caller } from '../../modules/callers/caller.js';
import { ProcessEntity } from '../processes/process.entity.js';
import { ProcessesService, type ProcessPlace } from '../processes/processes.service.js';
import { ProcessSchedules } from './process-schedules.js';
import { noSchedule } from './schedules.errors.js';

/** What callers do with schedules. */
@Injectable()
export class SchedulesService {
  constructor(
    private readonly processes: ProcessesService,
    private readonly schedules: ProcessSchedules,
    private readonly clock: Clock,
  ) {}

  /** Pauses or resumes. @throws process-not-found, right-missing, precondition-failed, process-has-no-schedule */
  turn(
    caller: Caller,
    place: ProcessPlace,
    { isEnabled, precondition }: { readonly isEnabled: boolean; readonly precondition: Precondition },
  ): Promise<ProcessEntity> {
    return this.processes.change(caller, { place, precondition }, async (manager, process) => {
      if (!(await this.schedules.turn(manager, process.id, isEnabled))) throw noSchedule();
      const next = { revision: process.revision + 1, updatedAt: this.clock.now() };
      await manager.update(ProcessEntity, { id: process.id }, next);
      const action = isEnabled ? 'process.schedule-resumed' : 'process.schedule-paused';
      await this.processes.record(manager, caller, { action, process });
      return Object.assign(new ProcessEntity(), process, next);
    });
  }
}
