import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import { instantColumn } from '../../modules/database/column-types.js';

/** An event that an app was told: kept for a while, so that the same one is not taken twice. */
@Entity('app_event')
@Index('app_event_app', ['appId', 'receivedAt'])
@Index('app_event_age', ['receivedAt'])
export class AppEventEntity {
  /** A digest of app, source and id, which together name an event. */
  @PrimaryColumn({ type: 'varchar', length: 64 })
  key!: string;

  @Column({ type: 'varchar', length: 64 })
  tenantId!: string;

  @Column({ type: 'varchar', length: 64 })
  appId!: string;

  /** JSON text: its source, id and type. */
  @Column({ type: 'text' })
  event!: string;

  @Column(instantColumn())
  receivedAt!: Date;
}
