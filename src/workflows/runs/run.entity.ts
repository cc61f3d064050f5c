import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import { instantColumn, jsonColumn } from '../../modules/database/column-types.js';
import type { ProblemDetails } from '../runtime/problem-details.js';
import type { RecordPlace } from '../runtime/record-place.js';
import type { EngineName } from './engine-name.js';
import type { RunStatus } from './run-status.js';
import type { RunTrigger } from './run-trigger.js';

/** That no step of a run begins until somebody resumes it. */
export interface Suspension {
  /** ISO 8601. */
  readonly since: string;
  /** The caller's id. */
  readonly by: string;
  readonly reason?: string;
  /** The run with which it was suspended, and is resumed. */
  readonly withRunId?: string;
}

/** One execution of a published version. */
@Entity('run')
@Index('run_tenant', ['tenantId', 'id'])
@Index('run_process', ['processId', 'id'])
@Index('run_app', ['appId', 'id'])
@Index('run_status', ['tenantId', 'status', 'id'])
@Index('run_changed', ['tenantId', 'updatedAt'])
@Index('run_due', ['wakeAt'])
@Index('run_engine', ['engine'], { where: '"endedAt" IS NULL' })
@Index('run_parent', ['parentRunId', 'parentStep'], { unique: true })
@Index('run_occurrence', ['occurrence'], { unique: true })
@Index('run_under_way', ['processId', 'trigger', 'endedAt'])
@Index('run_root', ['rootRunId', 'endedAt'])
export class RunEntity {
  @PrimaryColumn({ type: 'varchar', length: 64 })
  id!: string;

  @Column({ type: 'varchar', length: 64 })
  tenantId!: string;

  @Column({ type: 'varchar', length: 64 })
  appId!: string;

  @Column({ type: 'varchar', length: 64 })
  processId!: string;

  @Column({ type: 'int' })
  version!: number;

  @Column({ type: 'varchar', length: 20 })
  status!: RunStatus;

  /** The run that started it, and the step there. */
  @Column({ type: 'varchar', length: 64, nullable: true })
  parentRunId!: string | null;

  @Column({ type: 'varchar', length: 2000, nullable: true })
  parentStep!: string | null;

  /** The wait of its starter that is told when it ends; null when nobody waits for it. */
  @Column({ type: 'varchar', length: 2000, nullable: true })
  awaitedBy!: string | null;

  /** How many runs are around it. */
  @Column({ type: 'int', default: 0 })
  depth!: number;

  /** The outermost of the runs around it; null of that one itself. */
  @Column({ type: 'varchar', length: 64, nullable: true })
  rootRunId!: string | null;
  /** What carries it, for as long as it lives. */
  @Column({ type: 'varchar', length: 10, default: 'embedded' })
  engine!: EngineName;

  /** On Restate: which segment of it is performed, or will be. */
  @Column({ type: 'int', default: 0 })
  segment!: number;

  /** JSON text, as all data of a run. */
  @Column({ type: 'text' })
  input!: string;

  @Column({ type: 'text', nullable: true })
  output!: string | null;

  /** Why it faulted. */
  @Column(jsonColumn({ nullable: true }))
  problem!: ProblemDetails | null;

  /** Which records of its journal a retry sets aside. */
  @Column(jsonColumn({ nullable: true }))
  faultCauses!: readonly RecordPlace[] | null;

  /** While it is suspended. */
  @Column(jsonColumn({ nullable: true }))
  suspension!: Suspension | null;

  /** How often it was suspended or retried: whoever performs it from before that has lost it. */
  @Column({ type: 'int', default: 0 })
  pauses!: number;

  /** How long it lay suspended or faulted until it went on the last time; as text, because it can outgrow 32 bits. */
  @Column({ type: 'varchar', length: 20, nullable: true })
  pausedMs!: string | null;

  @Column({ type: 'varchar', length: 10, default: 'key' })
  trigger!: RunTrigger;

  /** The key, user or schedule that started it; of a run inside another one, who started the outermost. */
  @Column({ type: 'varchar', length: 64 })
  startedBy!: string;

  /** The instant or the events of the schedule that it was started for. */
  @Column({ type: 'varchar', length: 100, nullable: true })
  occurrence!: string | null;

  @Column(instantColumn())
  startedAt!: Date;

  @Column(instantColumn())
  updatedAt!: Date;

  @Column(instantColumn({ nullable: true }))
  endedAt!: Date | null;

  /** How many lifecycle events were told of it. */
  @Column({ type: 'int', default: 0 })
  told!: number;

  /** From when on the engine has something to do; null: nothing. The only thing that it looks at. */
  @Column(instantColumn({ nullable: true }))
  wakeAt!: Date | null;
}
