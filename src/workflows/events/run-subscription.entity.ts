import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import { instantColumn, jsonColumn } from '../../modules/database/column-types.js';

/** A listening task of a run. Events of its app are put into its line from the moment it begins to listen. */
@Entity('run_subscription')
@Index('run_subscription_app', ['tenantId', 'appId', 'closedAt'])
export class RunSubscriptionEntity {
  @PrimaryColumn({ type: 'varchar', length: 64 })
  runId!: string;

  /** A digest of the task's name in the run. */
  @PrimaryColumn({ type: 'varchar', length: 64 })
  key!: string;

  @Column({ type: 'varchar', length: 64 })
  tenantId!: string;

  @Column({ type: 'varchar', length: 64 })
  appId!: string;

  /** The only types that can concern it; null when any can. */
  @Column(jsonColumn({ nullable: true }))
  types!: string[] | null;

  /** Since then its run is faulted, and hears nothing until it is retried. */
  @Column(instantColumn({ nullable: true }))
  closedAt!: Date | null;

  /** How many events were put into its line. */
  @Column({ type: 'int' })
  length!: number;
}
