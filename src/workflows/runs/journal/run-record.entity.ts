import { Column, Entity, PrimaryColumn } from 'typeorm';
import { instantColumn, jsonColumn } from '../../../modules/database/column-types.js';
import type { TokenTrace } from '../../runtime/ports.js';

/**
 * `step`: an outside effect. `sleep` and `signal`: a wait that is over. `choice`: which branch decided a fork. `task`:
 * shown only, never read back. A step without end was under way when it was last heard of.
 */
export type RecordKind = 'step' | 'sleep' | 'signal' | 'choice' | 'task';

/** One line of a run's journal, in the order things happened. */
@Entity('run_record')
export class RunRecordEntity {
  @PrimaryColumn({ type: 'varchar', length: 64 })
  runId!: string;

  @PrimaryColumn({ type: 'int' })
  seq!: number;

  @Column({ type: 'varchar', length: 10 })
  kind!: RecordKind;

  @Column({ type: 'varchar', length: 2000 })
  name!: string;

  @Column({ type: 'varchar', length: 2000 })
  path!: string;

  @Column({ type: 'int' })
  attempt!: number;

  @Column({ type: 'varchar', length: 200, nullable: true })
  action!: string | null;

  /** JSON text: what a step asked for, as people may see it. Not read for a replay. */
  @Column({ type: 'text', nullable: true, select: false })
  input!: string | null;

  /** JSON text: of a step a `StepOutcome`, of a signal its value, of a choice the number of the branch, of a task its kind, with the problem of one that failed. */
  @Column({ type: 'text', nullable: true })
  outcome!: string | null;

  /** Which token it used, at which generation. Never a value. */
  @Column(jsonColumn({ nullable: true }))
  token!: TokenTrace | null;

  @Column(instantColumn())
  startedAt!: Date;

  @Column(instantColumn({ nullable: true }))
  endedAt!: Date | null;

  /** How long a signal kept the run parked; as text, because it can outgrow 32 bits. */
  @Column({ type: 'varchar', length: 20, nullable: true })
  parkedMs!: string | null;

  /** How long the run had lain suspended or faulted when this ended; as text. */
  @Column({ type: 'varchar', length: 20, nullable: true })
  pausedMs!: string | null;

  /** A retry of the run has set it aside: it is shown, and never read back. */
  @Column(instantColumn({ nullable: true }))
  retriedAt!: Date | null;
}
