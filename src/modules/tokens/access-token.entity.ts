import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import type { OwnConnector } from '../../connectors/contract/own-connector.js';
import type { RenewalRate } from '../../connectors/contract/renewal-facts.js';
import { instantColumn, jsonColumn } from '../database/column-types.js';
import { AccessTokenCare } from './care/access-token-care.entity.js';
import type { StateReason, TokenState } from './token-state.js';

/**
 * A named connection of a tenant. `generation` rises with every change, renewals included; `revision` only with the
 * changes that people make. Everything secret is sealed for exactly this row and generation.
 */
@Entity('access_token')
@Index('access_token_name', ['tenantId', 'scopeKey', 'nameFolded'], { unique: true })
@Index('access_token_by_name', ['tenantId', 'nameFolded', 'id'])
@Index('access_token_created', ['tenantId', 'createdAt', 'id'])
@Index('access_token_due', ['nextRenewalAt'])
@Index('access_token_tenant_due', ['tenantId', 'nextRenewalAt'])
@Index('access_token_needs_person', ['tenantId', 'needsPersonAt'])
@Index('access_token_grant', ['tenantId', 'grantKey', 'scopeKey'])
@Index('access_token_notice', ['nextNoticeAt'])
export class AccessToken extends AccessTokenCare {
  @PrimaryColumn({ type: 'varchar', length: 40 })
  id!: string;

  @Column({ type: 'varchar', length: 40 })
  tenantId!: string;

  /** `global`, or the id of an app. */
  @Column({ type: 'varchar', length: 40 })
  scopeKey!: string;

  @Column({ type: 'varchar', length: 200 })
  name!: string;

  @Column({ type: 'varchar', length: 400 })
  nameFolded!: string;

  @Column({ type: 'text' })
  description!: string;

  @Column({ type: 'varchar', length: 100 })
  connector!: string;

  @Column({ type: 'varchar', length: 100 })
  method!: string;

  /** Of a company's own connector, as it was when the token was made or changed; null for one of the house. */
  @Column(jsonColumn({ nullable: true }))
  definition!: OwnConnector | null;

  @Column(jsonColumn())
  plainFields!: Record<string, string>;

  /** Which secret fields are set. */
  @Column(jsonColumn())
  secretKeys!: string[];

  /** The secret fields, sealed together. */
  @Column({ type: 'text' })
  sealedFields!: string;

  /** What the provider issued, sealed; null when the method issues nothing. */
  @Column({ type: 'text', nullable: true })
  sealedIssued!: string | null;

  @Column({ type: 'varchar', length: 40 })
  renewalRate!: RenewalRate;

  @Column({ type: 'int' })
  generation!: number;

  @Column({ type: 'int' })
  revision!: number;

  @Column({ type: 'varchar', length: 40 })
  state!: TokenState;

  @Column(instantColumn())
  stateSince!: Date;

  @Column(jsonColumn({ nullable: true }))
  stateReason!: StateReason | null;

  /** Who answered the last proof, as the vendor names it. */
  @Column({ type: 'varchar', length: 400, nullable: true })
  account!: string | null;

  @Column(instantColumn({ nullable: true }))
  provedAt!: Date | null;

  @Column(instantColumn({ nullable: true }))
  issuedAt!: Date | null;

  @Column(instantColumn({ nullable: true }))
  expiresAt!: Date | null;

  @Column(instantColumn({ nullable: true }))
  lastRenewalAt!: Date | null;

  /** When the clock looks at this token next; null when it never does. */
  @Column(instantColumn({ nullable: true }))
  nextRenewalAt!: Date | null;

  /** Failed renewals since the last good one. */
  @Column({ type: 'int' })
  failures!: number;

  @Column(instantColumn({ nullable: true }))
  lastFailureAt!: Date | null;

  /** Not before this instant does a mere resolution try again after a passing failure. */
  @Column(instantColumn({ nullable: true }))
  retryAt!: Date | null;

  /** Who renews right now; see `leaseUntil`. */
  @Column({ type: 'varchar', length: 40, nullable: true })
  leaseHolder!: string | null;

  @Column(instantColumn({ nullable: true }))
  leaseUntil!: Date | null;

  /** Rises with every lease; a holder with an older fence can store nothing. */
  @Column({ type: 'int' })
  fence!: number;

  @Column(instantColumn())
  secretsChangedAt!: Date;

  @Column(instantColumn())
  createdAt!: Date;

  @Column(instantColumn())
  changedAt!: Date;
}
