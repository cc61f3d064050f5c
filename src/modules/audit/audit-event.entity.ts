import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import { instantColumn } from '../database/column-types.js';

/** One link of a tenant's chain. Its hash covers everything here and the hash of the event before it. */
@Entity('audit_event')
@Index('audit_event_subject', ['tenantId', 'subjectId', 'position'])
export class AuditEventEntity {
  @PrimaryColumn({ type: 'varchar', length: 64 })
  tenantId!: string;

  /** 1, 2, 3 and so on without a gap. */
  @PrimaryColumn({ type: 'int' })
  position!: number;

  @Column({ type: 'varchar', length: 64 })
  id!: string;

  @Column(instantColumn())
  at!: Date;

  @Column({ type: 'varchar', length: 16 })
  actorKind!: string;

  @Column({ type: 'varchar', length: 100 })
  actorId!: string;

  @Column({ type: 'varchar', length: 64, nullable: true })
  address!: string | null;

  @Column({ type: 'varchar', length: 64, nullable: true })
  requestId!: string | null;

  @Column({ type: 'varchar', length: 64 })
  action!: string;

  @Column({ type: 'varchar', length: 32, nullable: true })
  subjectKind!: string | null;

  @Column({ type: 'varchar', length: 100, nullable: true })
  subjectId!: string | null;

  @Column({ type: 'varchar', length: 200, nullable: true })
  subjectName!: string | null;

  @Column({ type: 'varchar', length: 64, nullable: true })
  appId!: string | null;

  /** Of the access token that the event is about. */
  @Column({ type: 'int', nullable: true })
  generation!: number | null;

  /** JSON as it was hashed; kept as text, because a parsed and rewritten object could hash differently. */
  @Column({ type: 'text' })
  facts!: string;

  @Column({ type: 'varchar', length: 64 })
  hash!: string;
}
