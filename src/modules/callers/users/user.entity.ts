import { Column, Entity, Index, PrimaryColumn, Unique } from 'typeorm';
import { instantColumn } from '../../database/column-types.js';
import type { Role } from './roles.js';

/** A person of one tenant. Whoever works for two tenants has an account in each, and no admin of one reaches the other. */
@Entity('user_account')
@Unique('user_account_email', ['tenantId', 'emailFolded'])
@Index('user_account_sign_in', ['emailFolded'])
export class UserEntity {
  @PrimaryColumn({ type: 'varchar', length: 64 })
  id!: string;

  @Column({ type: 'varchar', length: 64 })
  tenantId!: string;

  @Column({ type: 'varchar', length: 254 })
  email!: string;

  @Column({ type: 'varchar', length: 254 })
  emailFolded!: string;

  @Column({ type: 'varchar', length: 100 })
  name!: string;

  @Column({ type: 'varchar', length: 16 })
  role!: Role;

  /** With its parameters and salt; null until the invitation is taken. */
  @Column({ type: 'varchar', length: 200, nullable: true })
  passwordHash!: string | null;

  /** Raised by each change. */
  @Column({ type: 'int' })
  version!: number;

  @Column(instantColumn())
  createdAt!: Date;

  @Column(instantColumn())
  updatedAt!: Date;

  /** When the invitation was taken. */
  @Column(instantColumn({ nullable: true }))
  joinedAt!: Date | null;

  @Column(instantColumn({ nullable: true }))
  disabledAt!: Date | null;

  @Column(instantColumn({ nullable: true }))
  lastSignedInAt!: Date | null;
}
