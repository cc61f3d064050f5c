import { ApiProperty } from '@nestjs/swagger';
import { IsBoolean } from 'class-validator';
import { SCHEDULE_KINDS, type ScheduleKind } from '../runtime/schedule/rhythm.js';
import { type ScheduleEntity, specOf } from './schedule.entity.js';

export class TurnScheduleRequest {
  /** False pauses the schedule, true resumes it. */
  @IsBoolean()
  enabled!: boolean;
}

export class ScheduleView {
  @ApiProperty({ enum: SCHEDULE_KINDS })
  kind!: ScheduleKind;
  /** The schedule as the published version has it. */
  @ApiProperty({ type: Object, additionalProperties: true })
  definition!: unknown;
  /** False: somebody has paused it. */
  enabled!: boolean;
  /** When the next run begins; absent while it waits for events, or for the end of a run, or is paused. */
  nextAt?: Date;
  /** The last run that it started. */
  lastRunId?: string;
  lastStartedAt?: Date;
  /** How many runs did not begin because too many were under way, or because their events were too long. */
  skipped!: number;
  lastSkippedAt?: Date;

  static of(schedule: ScheduleEntity): ScheduleView {
    const { kind, isEnabled, wakeAt, lastRunId, lastStartedAt, skipped, lastSkippedAt } = schedule;
    return {
      ...{ kind, definition: specOf(schedule), enabled: isEnabled, skipped },
      ...(wakeAt && kind !== 'on' && { nextAt: wakeAt }),
      ...(lastRunId !== null && { lastRunId }),
      ...(lastStartedAt && { lastStartedAt }),
      ...(lastSkippedAt && { lastSkippedAt }),
    };
  }
}
