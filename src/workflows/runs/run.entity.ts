import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import { instantColumn, jsonColumn } from '../../modules/database/column-types.js';
import type { WaitReason } from '../runtime/ports.js';
import type { ProblemDetails } from '../runtime/problem-details.js';
import type { RunStatus } from './run-status.js';

/** A signal that a waiting run has not taken yet. */
export interface PendingSignal {
  readonly name: string;
  readonly value: unknown;
}

/** One execution of a published version. */
@Entity('run')
@Index('run_tenant', ['tenantId', 'id'])
@Index('run_process', ['processId', 'id'])
@Index('run_due', ['wakeAt'])
@Index('run_waiting_token', ['tenantId', 'waitingToken'])
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

  /** JSON text, as all data of a run. */
  @Column({ type: 'text' })
  input!: string;

  @Column({ type: 'text', nullable: true })
  output!: string | null;

  /** Why it faulted. */
  @Column(jsonColumn({ nullable: true }))
  problem!: ProblemDetails | null;

  /** The key that started it. */
  @Column({ type: 'varchar', length: 64 })
  startedBy!: string;

  @Column(instantColumn())
  startedAt!: Date;

  @Column(instantColumn())
  updatedAt!: Date;

  @Column(instantColumn({ nullable: true }))
  endedAt!: Date | null;

  /** From when on the engine has something to do; null: nothing. The only thing that it looks at. */
  @Column(instantColumn({ nullable: true }))
  wakeAt!: Date | null;

  /** The sleep or signal that it waits in. */
  @Column({ type: 'varchar', length: 2000, nullable: true })
  waitingName!: string | null;

  /** Folded name of the token that it is parked on. */
  @Column({ type: 'varchar', length: 300, nullable: true })
  waitingToken!: string | null;

  @Column(jsonColumn({ nullable: true }))
  waitingReason!: WaitReason | null;

  @Column(instantColumn({ nullable: true }))
  waitingSince!: Date | null;

  /** A signal that it has not taken yet: a `PendingSignal`. */
  @Column({ type: 'text', nullable: true })
  signal!: string | null;
}

/** The columns of a run that waits for nothing. */
export const NOT_WAITING = {
  ...{ waitingName: null, waitingToken: null, waitingReason: null, waitingSince: null, signal: null },
} as const;
