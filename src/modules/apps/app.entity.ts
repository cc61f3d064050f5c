import { Column, Entity, Index, PrimaryColumn, Unique } from 'typeorm';
import { instantColumn, jsonColumn } from '../database/column-types.js';

export const APP_KINDS = ['process-based', 'form-based'] as const;
export type AppKind = (typeof APP_KINDS)[number];

@Entity('app')
@Unique('app_name', ['tenantId', 'foldedName'])
@Index('app_tenant', ['tenantId', 'id'])
export class AppEntity {
  @PrimaryColumn({ type: 'varchar', length: 64 })
  id!: string;

  @Column({ type: 'varchar', length: 64 })
  tenantId!: string;

  @Column({ type: 'varchar', length: 100 })
  name!: string;

  @Column({ type: 'varchar', length: 300 })
  foldedName!: string;

  @Column({ type: 'varchar', length: 16 })
  kind!: AppKind;

  /** Names of access tokens that a form or an outside engine may resolve; kept in `TokenUses` as well. */
  @Column(jsonColumn())
  declaredTokens!: string[];

  /** Raised by each change. */
  @Column({ type: 'int' })
  version!: number;

  @Column(instantColumn())
  createdAt!: Date;

  @Column(instantColumn())
  updatedAt!: Date;
}
