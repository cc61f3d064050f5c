import { Column, Entity, PrimaryColumn, Unique } from 'typeorm';
import { instantColumn, jsonColumn } from '../database/column-types.js';

export interface TenantSettings {
  /** Whether apps may be deleted, with their access tokens, processes and runs. */
  readonly allowAppDeletion: boolean;
}

export const USUAL_SETTINGS: TenantSettings = { allowAppDeletion: false };

@Entity('tenant')
@Unique('tenant_name', ['foldedName'])
export class TenantEntity {
  @PrimaryColumn({ type: 'varchar', length: 64 })
  id!: string;

  @Column({ type: 'varchar', length: 100 })
  name!: string;

  @Column({ type: 'varchar', length: 300, unique: true })
  foldedName!: string;

  @Column(jsonColumn())
  settings!: TenantSettings;

  /** Raised by each change. */
  @Column({ type: 'int' })
  version!: number;

  @Column(instantColumn())
  createdAt!: Date;

  @Column(instantColumn())
  updatedAt!: Date;
}
