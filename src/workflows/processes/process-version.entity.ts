import { Column, Entity, PrimaryColumn } from 'typeorm';
import { instantColumn, jsonColumn } from '../../modules/database/column-types.js';

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

  /** The texts of its external schemas, by address, as they were at that moment; null when it has none. */
  @Column(jsonColumn({ nullable: true }))
  schemas!: Record<string, string> | null;

  /** The key that published it. */
  @Column({ type: 'varchar', length: 64 })
  publishedBy!: string;

  @Column(instantColumn())
  publishedAt!: Date;
}
