import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import { instantColumn, jsonColumn } from '../../../modules/database/column-types.js';
import type { WaitReason } from '../../runtime/ports.js';

/** `time`: until an instant. The others: until somebody or something tells the run to go on. */
export type WaitKind = 'time' | WaitReason['kind'];

/** Why one strand of a run does not go on. The row stands from the moment it waits until it goes on. */
@Entity('run_wait')
@Index('run_wait_token', ['token', 'tenantId'])
@Index('run_wait_deadline', ['escalatedAt', 'deadline'])
export class RunWaitEntity {
  @PrimaryColumn({ type: 'varchar', length: 64 })
  runId!: string;

  /** The place in the journal that the end of the wait will have. */
  @PrimaryColumn({ type: 'int' })
  seq!: number;

  @Column({ type: 'varchar', length: 64 })
  tenantId!: string;

  @Column({ type: 'varchar', length: 64 })
  appId!: string;

  @Column({ type: 'varchar', length: 20 })
  kind!: WaitKind;

  /** Unique in the run. */
  @Column({ type: 'varchar', length: 2000 })
  name!: string;

  /** The folded name of the token that somebody has to mend. */
  @Column({ type: 'varchar', length: 300, nullable: true })
  token!: string | null;

  @Column(jsonColumn({ nullable: true }))
  reason!: WaitReason | null;

  @Column(instantColumn())
  since!: Date;

  @Column(instantColumn({ nullable: true }))
  dueAt!: Date | null;

  /** How long the run had lain suspended or faulted when it began; as text. */
  @Column({ type: 'varchar', length: 20, nullable: true })
  pausedMs!: string | null;

  /** By when a person should have helped; then somebody is told, and it goes on waiting. */
  @Column(instantColumn({ nullable: true }))
  deadline!: Date | null;

  /** When that was told. */
  @Column(instantColumn({ nullable: true }))
  escalatedAt!: Date | null;

  /** JSON text of what it was told, until it takes it. */
  @Column({ type: 'text', nullable: true })
  signal!: string | null;
}
