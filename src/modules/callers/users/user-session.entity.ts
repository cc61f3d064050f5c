import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import { instantColumn } from '../../database/column-types.js';

/** One sign-in of a user in one browser. */
@Entity('user_session')
@Index('user_session_user', ['userId', 'id'])
@Index('user_session_tenant', ['tenantId'])
@Index('user_session_end', ['endsAt'])
export class UserSessionEntity {
  @PrimaryColumn({ type: 'varchar', length: 64 })
  id!: string;

  @Column({ type: 'varchar', length: 64 })
  userId!: string;

  @Column({ type: 'varchar', length: 64 })
  tenantId!: string;

  /** SHA-256 of the whole cookie. */
  @Column({ type: 'varchar', length: 64 })
  digest!: string;

  /** SHA-256 of the cookie by which the browser is known again after the session. */
  @Column({ type: 'varchar', length: 64 })
  browserDigest!: string;

  @Column(instantColumn())
  createdAt!: Date;

  /** When a request last came; up to a minute behind. */
  @Column(instantColumn())
  seenAt!: Date;

  /** When it ends however much it is used. */
  @Column(instantColumn())
  endsAt!: Date;

  /** Signed out, revoked, or ended by a new password. */
  @Column(instantColumn({ nullable: true }))
  endedAt!: Date | null;

  @Column({ type: 'varchar', length: 64, nullable: true })
  address!: string | null;

  /** What the browser calls itself. */
  @Column({ type: 'varchar', length: 200, nullable: true })
  agent!: string | null;
}
