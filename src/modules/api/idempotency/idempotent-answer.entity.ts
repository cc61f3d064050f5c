import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import { instantColumn } from '../../database/column-types.js';

/** The answer to a creation, kept for a repetition with the same Idempotency-Key. */
@Entity('idempotent_answer')
@Index('idempotent_answer_expiry', ['expiresAt'])
@Index('idempotent_answer_tenant', ['tenantId', 'attempt'])
export class IdempotentAnswerEntity {
  @PrimaryColumn({ type: 'varchar', length: 64 })
  callerId!: string;

  @PrimaryColumn({ type: 'varchar', length: 255 })
  key!: string;

  /** Whose data key seals the answer. */
  @Column({ type: 'varchar', length: 64 })
  tenantId!: string;

  /** Which of several simultaneous requests came first; unique. */
  @Column({ type: 'varchar', length: 64 })
  attempt!: string;

  /** Digest of the request. */
  @Column({ type: 'varchar', length: 64 })
  request!: string;

  /** Sealed, because it may hold a key that is shown once; null while the request is worked on. */
  @Column({ type: 'text', nullable: true })
  sealed!: string | null;

  @Column(instantColumn())
  createdAt!: Date;

  @Column(instantColumn())
  expiresAt!: Date;
}
