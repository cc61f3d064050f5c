import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** One place that names an access token: a step of a published version, a lookup, or the declaration of an app. */
@Entity('token_use')
@Index('token_use_name', ['tenantId', 'foldedName'])
@Index('token_use_app', ['appId', 'foldedName'])
export class TokenUseEntity {
  @PrimaryColumn({ type: 'varchar', length: 64 })
  appId!: string;

  /** Or the lookup; empty for what the app itself declares. */
  @PrimaryColumn({ type: 'varchar', length: 64 })
  processId!: string;

  @PrimaryColumn({ type: 'int' })
  version!: number;

  @PrimaryColumn({ type: 'varchar', length: 500 })
  stepPath!: string;

  @PrimaryColumn({ type: 'varchar', length: 300 })
  foldedName!: string;

  /** As the definition has it. */
  @Column({ type: 'varchar', length: 100 })
  name!: string;

  @Column({ type: 'varchar', length: 64 })
  tenantId!: string;

  /** 1 where the whole app may resolve the name because of this place; 0 where this place alone may. */
  @Column({ type: 'int', default: 1 })
  opensApp!: 0 | 1;
}
