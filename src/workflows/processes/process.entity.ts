import { Column, Entity, Index, PrimaryColumn, Unique } from 'typeorm';
import { instantColumn } from '../../modules/database/column-types.js';

/** A process of a process-based app: a draft that people edit, and versions that runs are made of. */
@Entity('process')
@Unique('process_name', ['appId', 'foldedName'])
@Index('process_app', ['tenantId', 'appId', 'id'])
export class ProcessEntity {
  @PrimaryColumn({ type: 'varchar', length: 64 })
  id!: string;

  @Column({ type: 'varchar', length: 64 })
  tenantId!: string;

  @Column({ type: 'varchar', length: 64 })
  appId!: string;

  @Column({ type: 'varchar', length: 100 })
  name!: string;

  @Column({ type: 'varchar', length: 300 })
  foldedName!: string;

  /** YAML or JSON as it was sent; may be wrong until it is published. */
  @Column({ type: 'text' })
  draft!: string;

  /** 0: none yet. */
  @Column({ type: 'int' })
  publishedVersion!: number;

  /** Raised by each change. */
  @Column({ type: 'int' })
  revision!: number;

  @Column(instantColumn())
  createdAt!: Date;

  @Column(instantColumn())
  updatedAt!: Date;
}
