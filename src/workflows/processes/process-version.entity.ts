import { Column, Entity, PrimaryColumn } from 'typeorm';
import { instantColumn } from '../../modules/database/column-types.js';

/** A published definition; never changed. */
@Entity('process_version')
export class ProcessVersionEntity {
  @PrimaryColumn({ type: 'varchar', length: 64 })
  processId!: string;

  @PrimaryColumn({ type: 'int' })
  version!: number;

  @Column({ type: 'varchar', length: 64 })
  tenantId!: string;

  @Column({ type: 'varchar', length: 64 })
  appId!: string;

  @Column({ type: 'text' })
  definition!: string;

  /** The key that published it. */
  @Column({ type: 'varchar', length: 64 })
  publishedBy!: string;

  @Column(instantColumn())
  publishedAt!: Date;
}
