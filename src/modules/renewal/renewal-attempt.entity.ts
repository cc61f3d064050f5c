import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import { instantColumn, jsonColumn } from '../database/column-types.js';
import type { StateReason } from '../tokens/token-state.js';

/** Who wanted the renewal. */
export const RENEWAL_TRIGGERS = ['resolution', 'timer', 'person', 'expired-answer'] as const;
export type RenewalTrigger = (typeof RENEWAL_TRIGGERS)[number];

/** `intended` is written before the call; one that stays so belongs to a process that died meanwhile. */
export type AttemptOutcome = 'intended' | 'renewed' | 'refused' | 'failed' | 'in-doubt' | 'overtaken' | 'abandoned';

/** One line of the renewal ledger: what was about to be sent, and what came of it. Never a value. */
@Entity('renewal_attempt')
@Index('renewal_attempt_token', ['tokenId', 'startedAt'])
@Index('renewal_attempt_open', ['outcome', 'startedAt'])
@Index('renewal_attempt_unanswered', ['tokenId'], { where: `"outcome" IN ('intended', 'in-doubt')` })
export class RenewalAttempt {
  @PrimaryColumn({ type: 'varchar', length: 40 })
  id!: string;

  @Column({ type: 'varchar', length: 40 })
  tenantId!: string;

  @Column({ type: 'varchar', length: 40 })
  tokenId!: string;

  /** The generation that is to be replaced. */
  @Column({ type: 'int' })
  generation!: number;

  @Column({ type: 'int' })
  fence!: number;

  @Column({ type: 'varchar', length: 20 })
  trigger!: RenewalTrigger;

  /** Which refresh token was spent, as a digest that only the vault's key can make; null when none was. */
  @Column({ type: 'varchar', length: 64, nullable: true })
  refreshFingerprint!: string | null;

  @Column({ type: 'varchar', length: 20 })
  outcome!: AttemptOutcome;

  @Column(jsonColumn({ nullable: true }))
  reason!: StateReason | null;

  @Column(instantColumn())
  startedAt!: Date;

  @Column(instantColumn({ nullable: true }))
  settledAt!: Date | null;
}
