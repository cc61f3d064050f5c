import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import { instantColumn } from '../database/column-types.js';

@Entity('token_last_use')
@Index('token_last_use_tenant', ['tenantId'])
export class TokenLastUseEntity {
  @PrimaryColumn({ type: 'varchar', length: 64 })
  tokenId!: string;

  @Column({ type: 'varchar', length: 64 })
  tenantId!: string;

  @Column(instantColumn())
  usedAt!: Date;
}
