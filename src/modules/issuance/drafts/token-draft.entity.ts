import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import type { OwnConnector } from '../../../connectors/contract/own-connector.js';
import type { RenewalRate } from '../../../connectors/contract/renewal-facts.js';
import { instantColumn, jsonColumn } from '../../database/column-types.js';
import type { ProofKind } from '../../tokens/states/proof-kind.js';
import type { StateReason } from '../../tokens/token-state.js';

export const DRAFT_STATES = ['open', 'awaiting-consent', 'issued', 'failed'] as const;
export type DraftState = (typeof DRAFT_STATES)[number];

/** New values beside the live ones, or before there are any: filled in, proved, and swapped in at Done. */
@Entity('token_draft')
@Index('token_draft_owner', ['tenantId', 'ownerId'])
@Index('token_draft_expiry', ['expiresAt'])
export class TokenDraft {
  @PrimaryColumn({ type: 'varchar', length: 40 })
  id!: string;

  @Column({ type: 'varchar', length: 40 })
  tenantId!: string;

  /** The caller who began it; to all others it does not exist. */
  @Column({ type: 'varchar', length: 40 })
  ownerId!: string;

  @Column({ type: 'varchar', length: 40 })
  scopeKey!: string;

  /** The live token that it will replace; null when it becomes a new one. */
  @Column({ type: 'varchar', length: 40, nullable: true })
  tokenId!: string | null;

  /** The token's revision when the draft began. */
  @Column({ type: 'int', nullable: true })
  tokenRevision!: number | null;

  @Column({ type: 'varchar', length: 200 })
  name!: string;

  @Column({ type: 'text' })
  description!: string;

  @Column({ type: 'varchar', length: 100 })
  connector!: string;

  /** Of a company's own connector, as it was when the draft was begun; null for one of the house. */
  @Column(jsonColumn({ nullable: true }))
  definition!: OwnConnector | null;

  @Column({ type: 'varchar', length: 100 })
  method!: string;

  @Column(jsonColumn())
  plainFields!: Record<string, string>;

  @Column(jsonColumn())
  secretKeys!: string[];

  @Column({ type: 'text' })
  sealedFields!: string;

  @Column({ type: 'text', nullable: true })
  sealedIssued!: string | null;

  @Column({ type: 'varchar', length: 40 })
  renewalRate!: RenewalRate;

  /** Rises with every stored change; the sealed values belong to it. */
  @Column({ type: 'int' })
  revision!: number;

  @Column({ type: 'varchar', length: 40 })
  state!: DraftState;

  @Column(instantColumn())
  stateSince!: Date;

  @Column(jsonColumn({ nullable: true }))
  stateReason!: StateReason | null;

  @Column({ type: 'varchar', length: 400, nullable: true })
  account!: string | null;

  /** When the vendor proved these very values; null again when one of them changes. */
  @Column(instantColumn({ nullable: true }))
  provedAt!: Date | null;

  /** What `provedAt` rests on. */
  @Column({ type: 'varchar', length: 20, nullable: true })
  provedBy!: ProofKind | null;

  /** This and the next three become the token's at Done. */
  @Column({ type: 'boolean', default: false })
  keepAlive!: boolean;

  @Column(instantColumn({ nullable: true }))
  credentialExpiresAt!: Date | null;

  @Column({ type: 'int', default: 15 })
  remindDays!: number;

  @Column({ type: 'varchar', length: 400, nullable: true })
  reminderContact!: string | null;

  @Column(instantColumn())
  createdAt!: Date;

  @Column(instantColumn())
  expiresAt!: Date;
}
