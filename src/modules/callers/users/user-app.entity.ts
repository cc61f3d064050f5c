import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** An app that a designer designs. */
@Entity('user_app')
@Index('user_app_app', ['tenantId', 'appId'])
export class UserAppEntity {
  @PrimaryColumn({ type: 'varchar', length: 64 })
  userId!: string;

  @PrimaryColumn({ type: 'varchar', length: 64 })
  appId!: string;

  @Column({ type: 'varchar', length: 64 })
  tenantId!: string;
}
