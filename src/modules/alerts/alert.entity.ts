import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import type { Remedy } from '../../kernel/broker.error.js';
import { instantColumn } from '../database/column-types.js';

/**
 * What kind of thing is at fault: the token endpoint of a host, a client that a vendor refuses, one token's grant, or its
 * credential, which expires.
 */
export const ALERT_CAUSES = ['token-endpoint', 'client', 'grant', 'credential'] as const;
export type AlertCause = (typeof ALERT_CAUSES)[number];

/** One open alert for one root cause in one tenant, however many access tokens it affects. */
@Entity('alert')
@Index('alert_cause', ['tenantId', 'cause', 'subject'], { unique: true })
export class AlertEntity {
  @PrimaryColumn({ type: 'varchar', length: 40 })
  id!: string;

  @Column({ type: 'varchar', length: 40 })
  tenantId!: string;

  @Column({ type: 'varchar', length: 20 })
  cause!: AlertCause;

  /** Which endpoint, client or grant: a host, a client and its host, or the id of a token. */
  @Column({ type: 'varchar', length: 400 })
  subject!: string;

  /** The stable code of the error that opened it. */
  @Column({ type: 'varchar', length: 100 })
  code!: string;

  @Column({ type: 'varchar', length: 20 })
  remedy!: Remedy;

  @Column({ type: 'text' })
  message!: string;

  @Column(instantColumn())
  openedAt!: Date;
}
