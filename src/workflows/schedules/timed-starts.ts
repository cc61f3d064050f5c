import { Injectable, Logger } from '@nestjs/common';
import { type EntityManager, IsNull } from 'typeorm';
import { Clock } from '../../kernel/clock.js';
import { Database } from '../../modules/database/database.js';
import { lockRow } from '../../modules/database/lock-row.js';
import { RunEntity } from '../runs/run.entity.js';
import { RunStarts } from '../runs/run-starts.js';
import { nextDue } from '../runtime/schedule/rhythm.js';
import { occurrenceName } from './occurrence.js';
import { ScheduleEntity, specOf } from './schedule.entity.js';

/** Of the runs that one schedule has started by the clock, so many may be under way. */
export const MOST_UNDER_WAY = 100;

/**
 * Starts the runs that are due by the clock. The run and the schedule's next time are written in one transaction, under
 * the lock of its row: killed at any moment, and on however many replicas, each occurrence starts one run.
 */
@Injectable()
export class TimedStarts {
  readonly #logger = new Logger(TimedStarts.name);

  constructor(
    private readonly database: Database,
    private readonly starts: RunStarts,
    private readonly clock: Clock,
  ) {}

  async startDue(id: string): Promise<void> {
    await this.database.write(async (manager) => {
      const schedule = await lockRow(manager, ScheduleEntity, { id });
      const now = this.clock.now();
      const dueAt = schedule?.wakeAt;
      // Another replica was faster, or somebody has paused it.
      if (!schedule?.isEnabled || !dueAt || dueAt > now) return;
      const change = await this.begin(manager, schedule, dueAt);
      const wakeAt = nextDue(specOf(schedule), { anchor: schedule.anchorAt, now }) ?? null;
      await manager.update(ScheduleEntity, { id }, { ...change, wakeAt });
    });
  }

  private async begin(
    manager: EntityManager,
    schedule: ScheduleEntity,
    dueAt: Date,
  ): Promise<Partial<Omit<ScheduleEntity, 'wakeAt'>>> {
    const { id, tenantId, appId, processId, version } = schedule;
    const occurrence = occurrenceName(id, dueAt);
    // A clock that was set back comes to the same times again.
    if (await manager.existsBy(RunEntity, { occurrence })) return {};
    const now = this.clock.now();
    const underWay = await manager.find(RunEntity, {
      select: { id: true },
      where: { processId, trigger: 'schedule', endedAt: IsNull() },
      take: MOST_UNDER_WAY,
    });
    if (underWay.length === MOST_UNDER_WAY) {
      this.#logger.warn(
        `Process ${processId} starts no run now: ${MOST_UNDER_WAY} that its schedule started are under way.`,
      );
      return { skipped: schedule.skipped + 1, lastSkippedAt: now };
    }
    const why = { trigger: 'schedule', startedBy: id, occurrence } as const;
    const run = await this.starts.startWithin(manager, { tenantId, appId, processId, version, ...why, input: {} });
    return { lastRunId: run.id, lastStartedAt: now };
  }
}
