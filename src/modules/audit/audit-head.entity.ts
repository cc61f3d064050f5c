import { Column, Entity, PrimaryColumn } from 'typeorm';

/** The end of a tenant's chain: shows when the newest events are cut off, and is the lock under which the chain grows. */
@Entity('audit_head')
export class AuditHeadEntity {
  @PrimaryColumn({ type: 'varchar', length: 64 })
  tenantId!: string;

  @Column({ type: 'int' })
  position!: number;

  @Column({ type: 'varchar', length: 64 })
  hash!: string;
}
