import { Column } from 'typeorm';
import { instantColumn, jsonColumn } from '../../database/column-types.js';
import type { ForecastKind } from '../outlook/forecast-entry.js';
import type { Notices } from '../outlook/notice-plan.js';
import type { ProofKind } from '../states/proof-kind.js';

/** The part of an access token's row that looks ahead: what its life depends on, and when somebody has to act. */
export abstract class AccessTokenCare {
  /** When a person consented; null when nobody has to. */
  @Column(instantColumn({ nullable: true }))
  consentedAt!: Date | null;

  /** Null when nothing is issued, or when the row is older than the column. */
  @Column({ type: 'boolean', nullable: true })
  hasRefreshToken!: boolean | null;

  /** The same for all tokens whose grants the vendor counts together; null when nobody consents or the vendor does not say who. */
  @Column({ type: 'varchar', length: 64, nullable: true })
  grantKey!: string | null;

  /** The clock renews before the vendor ends the connection for idleness, also at the rate `disabled`. */
  @Column({ type: 'boolean', default: false })
  keepAlive!: boolean;

  /** Typed in by an admin: when key, secret or password expires. */
  @Column(instantColumn({ nullable: true }))
  credentialExpiresAt!: Date | null;

  /** Read from a certificate among the fields. */
  @Column(instantColumn({ nullable: true }))
  certificateExpiresAt!: Date | null;

  /** So many days before `credentialExpiresAt` the reminders begin. */
  @Column({ type: 'int', default: 15 })
  remindDays!: number;

  /** Whom a reminder is for; carried in the event, because Latchkey sends no mail. */
  @Column({ type: 'varchar', length: 400, nullable: true })
  reminderContact!: string | null;

  /** Switched off by an admin. Says nothing of the connection itself, whose state stays. */
  @Column(instantColumn({ nullable: true }))
  disabledAt!: Date | null;

  /** Kind and id of the caller. */
  @Column({ type: 'varchar', length: 100, nullable: true })
  disabledBy!: string | null;

  @Column({ type: 'text', nullable: true })
  disabledReason!: string | null;

  /** What `provedAt` rests on. */
  @Column({ type: 'varchar', length: 20, nullable: true })
  provedBy!: ProofKind | null;

  /** The earliest instant at which a person has to act, or had to; computed with every stored change. */
  @Column(instantColumn({ nullable: true }))
  needsPersonAt!: Date | null;

  @Column({ type: 'varchar', length: 40, nullable: true })
  needsPersonCause!: ForecastKind | null;

  /** When the next forecast or reminder is to be told; null when there is none. */
  @Column(instantColumn({ nullable: true }))
  nextNoticeAt!: Date | null;

  /** The last notices that were told, so that none is told twice. */
  @Column(jsonColumn({ nullable: true }))
  notices!: Notices | null;
}
