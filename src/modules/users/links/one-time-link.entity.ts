import { Column, Entity, Index, PrimaryColumn, Unique } from 'typeorm';
import { instantColumn } from '../../database/column-types.js';

/** What a link is for: the first admin of an empty installation, a new user, or a new password. */
export const LINK_PURPOSES = ['first-admin', 'invitation', 'reset'] as const;
export type LinkPurpose = (typeof LINK_PURPOSES)[number];

@Entity('one_time_link')
@Unique('one_time_link_digest', ['digest'])
@Index('one_time_link_user', ['userId'])
@Index('one_time_link_tenant', ['tenantId'])
export class OneTimeLinkEntity {
  @PrimaryColumn({ type: 'varchar', length: 64 })
  id!: string;

  /** SHA-256 of the secret in the link. */
  @Column({ type: 'varchar', length: 64 })
  digest!: string;

  @Column({ type: 'varchar', length: 16 })
  purpose!: LinkPurpose;

  /** Whom it makes or opens; null for the first admin, who is not there yet. */
  @Column({ type: 'varchar', length: 64, nullable: true })
  userId!: string | null;

  @Column({ type: 'varchar', length: 64, nullable: true })
  tenantId!: string | null;

  @Column(instantColumn())
  createdAt!: Date;

  @Column(instantColumn())
  expiresAt!: Date;

  @Column(instantColumn({ nullable: true }))
  usedAt!: Date | null;
}
