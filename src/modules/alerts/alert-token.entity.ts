import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import { instantColumn } from '../database/column-types.js';

/** An access token that an open alert affects. It fails for one cause at a time, so it stands in one alert. */
@Entity('alert_token')
@Index('alert_token_alert', ['alertId', 'scopeKey'])
@Index('alert_token_tenant', ['tenantId', 'scopeKey'])
export class AlertTokenEntity {
  @PrimaryColumn({ type: 'varchar', length: 40 })
  tokenId!: string;

  @Column({ type: 'varchar', length: 40 })
  tenantId!: string;

  @Column({ type: 'varchar', length: 40 })
  alertId!: string;

  /** `global`, or the id of an app. */
  @Column({ type: 'varchar', length: 40 })
  scopeKey!: string;

  @Column(instantColumn())
  lastSeenAt!: Date;
}
