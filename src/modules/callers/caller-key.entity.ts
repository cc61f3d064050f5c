import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import { instantColumn, jsonColumn } from '../database/column-types.js';
import type { Right } from './rights.js';

@Entity('caller_key')
@Index('caller_key_tenant', ['tenantId', 'id'])
export class CallerKeyEntity {
  @PrimaryColumn({ type: 'varchar', length: 64 })
  id!: string;

  @Column({ type: 'varchar', length: 64 })
  tenantId!: string;

  @Column({ type: 'varchar', length: 64, nullable: true })
  appId!: string | null;

  @Column({ type: 'varchar', length: 100 })
  name!: string;

  @Column(jsonColumn())
  rights!: readonly Right[];

  /** SHA-256 of the whole key. */
  @Column({ type: 'varchar', length: 64 })
  digest!: string;

  /** Id of the caller who made it. */
  @Column({ type: 'varchar', length: 64 })
  createdBy!: string;

  @Column(instantColumn())
  createdAt!: Date;

  @Column(instantColumn({ nullable: true }))
  expiresAt!: Date | null;

  @Column(instantColumn({ nullable: true }))
  revokedAt!: Date | null;

  @Column(instantColumn({ nullable: true }))
  lastUsedAt!: Date | null;
}
