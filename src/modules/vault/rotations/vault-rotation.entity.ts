import { Column, Entity, PrimaryColumn, Unique } from 'typeorm';
import { instantColumn } from '../../database/column-types.js';

export const ROTATION_KINDS = ['root-key', 'data-key'] as const;
export type RotationKind = (typeof ROTATION_KINDS)[number];
export type RotationState = 'running' | 'done' | 'failed';

@Entity('vault_rotation')
@Unique('vault_rotation_exclusive', ['exclusive'])
export class VaultRotationEntity {
  @PrimaryColumn({ type: 'varchar', length: 64 })
  id!: string;

  @Column({ type: 'varchar', length: 16 })
  kind!: RotationKind;

  /** Whose data key; the platform for the root key. */
  @Column({ type: 'varchar', length: 64 })
  tenantId!: string;

  /** What is being rotated, while it is; unique, so that two rotations of one key cannot run. */
  @Column({ type: 'varchar', length: 80, nullable: true, unique: true })
  exclusive!: string | null;

  @Column({ type: 'varchar', length: 16 })
  state!: RotationState;

  /** The version of the data key to reach; 0 for the root key. */
  @Column({ type: 'int' })
  version!: number;

  @Column({ type: 'int' })
  handled!: number;

  @Column({ type: 'int' })
  refused!: number;

  @Column({ type: 'int' })
  remaining!: number;

  /** Which process works on it, and when it last said so. */
  @Column({ type: 'varchar', length: 64, nullable: true })
  runner!: string | null;

  @Column(instantColumn())
  heartbeatAt!: Date;

  @Column(instantColumn())
  startedAt!: Date;

  @Column(instantColumn({ nullable: true }))
  finishedAt!: Date | null;

  /** Code of the error that stopped it. */
  @Column({ type: 'varchar', length: 100, nullable: true })
  failure!: string | null;
}
