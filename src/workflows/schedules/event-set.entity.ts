import { Column, Entity, PrimaryColumn } from 'typeorm';
import { jsonColumn } from '../../modules/database/column-types.js';

/** Events that came for a schedule and do not make a run yet. They stand in its line. */
@Entity('schedule_event_set')
export class EventSetEntity {
  @PrimaryColumn({ type: 'varchar', length: 64 })
  scheduleId!: string;

  /** The place in the line of its first event. */
  @PrimaryColumn({ type: 'int' })
  first!: number;

  @Column({ type: 'varchar', length: 64 })
  tenantId!: string;

  @Column({ type: 'varchar', length: 64 })
  appId!: string;

  /** JSON text of an `EventSet`. */
  @Column({ type: 'text' })
  state!: string;

  /** The places in the line of its events. */
  @Column(jsonColumn())
  positions!: number[];
}
