import { Column, Entity, Index, PrimaryColumn, Unique } from 'typeorm';
import { instantColumn } from '../../modules/database/column-types.js';
import type { ScheduleSpec } from '../runtime/definition.js';
import type { ScheduleKind } from '../runtime/schedule/rhythm.js';

/** What starts runs of a process by itself: as its newest published version says. */
@Entity('schedule')
@Unique('schedule_process', ['processId'])
@Index('schedule_due', ['wakeAt'])
@Index('schedule_run', ['lastRunId'])
@Index('schedule_app', ['tenantId', 'appId'])
export class ScheduleEntity {
  @PrimaryColumn({ type: 'varchar', length: 64 })
  id!: string;

  @Column({ type: 'varchar', length: 64 })
  tenantId!: string;

  @Column({ type: 'varchar', length: 64 })
  appId!: string;

  @Column({ type: 'varchar', length: 64 })
  processId!: string;

  /** The published version that says so; runs are of it. */
  @Column({ type: 'int' })
  version!: number;

  @Column({ type: 'varchar', length: 10 })
  kind!: ScheduleKind;

  /** JSON text: as the definition has it. */
  @Column({ type: 'text' })
  spec!: string;

  /** False: somebody has paused it. */
  @Column({ type: 'boolean' })
  isEnabled!: boolean;

  /** Intervals are counted from here. */
  @Column(instantColumn())
  anchorAt!: Date;

  /** From when on there is something to do: a run is due, or events wait. Null: nothing. */
  @Column(instantColumn({ nullable: true }))
  wakeAt!: Date | null;

  /** The last event of its line that was looked at. */
  @Column({ type: 'int' })
  position!: number;

  @Column({ type: 'varchar', length: 64, nullable: true })
  lastRunId!: string | null;

  @Column(instantColumn({ nullable: true }))
  lastStartedAt!: Date | null;

  /** How many runs did not begin because too many were under way, or because their events are too long. */
  @Column({ type: 'int' })
  skipped!: number;

  @Column(instantColumn({ nullable: true }))
  lastSkippedAt!: Date | null;
}

export function specOf({ spec }: Pick<ScheduleEntity, 'spec'>): ScheduleSpec {
  return JSON.parse(spec) as ScheduleSpec;
}
