import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import { instantColumn } from '../database/column-types.js';

/** What vendors last answered to requests with a token: that it works, or that it does not. */
@Entity('token_proof')
@Index('token_proof_tenant', ['tenantId'])
export class TokenProofEntity {
  @PrimaryColumn({ type: 'varchar', length: 64 })
  tokenId!: string;

  @Column({ type: 'varchar', length: 64 })
  tenantId!: string;

  @Column(instantColumn({ nullable: true }))
  workedAt!: Date | null;

  /** The vendor called the token expired or unknown, and a renewal did not mend it. */
  @Column(instantColumn({ nullable: true }))
  refusedAt!: Date | null;
}
