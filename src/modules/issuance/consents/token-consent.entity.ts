import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import { instantColumn } from '../../database/column-types.js';

/** `offered`: a link exists. `started`: a browser opened it and is bound. `used`: the callback came; nothing more counts. */
export type ConsentStatus = 'offered' | 'started' | 'used';

/** One walk of one browser to a vendor's consent page and back. Links, states and cookies are kept as digests. */
@Entity('token_consent')
@Index('token_consent_ticket', ['ticketDigest'], { unique: true })
@Index('token_consent_state', ['stateDigest'], { unique: true })
export class TokenConsent {
  @PrimaryColumn({ type: 'varchar', length: 40 })
  id!: string;

  @Column({ type: 'varchar', length: 40 })
  tenantId!: string;

  @Column({ type: 'varchar', length: 40 })
  draftId!: string;

  /** The values that were sent to the vendor; a changed draft takes no answer to older ones. */
  @Column({ type: 'int' })
  draftRevision!: number;

  @Column({ type: 'varchar', length: 64 })
  ticketDigest!: string;

  @Column({ type: 'varchar', length: 64 })
  stateDigest!: string;

  @Column({ type: 'varchar', length: 64, nullable: true })
  browserDigest!: string | null;

  /** The vendor's address with the state in it, and the PKCE verifier, sealed together. */
  @Column({ type: 'text' })
  sealedWalk!: string;

  @Column({ type: 'varchar', length: 20 })
  status!: ConsentStatus;

  @Column(instantColumn())
  createdAt!: Date;

  @Column(instantColumn())
  expiresAt!: Date;
}
