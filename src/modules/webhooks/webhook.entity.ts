import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import { instantColumn, jsonColumn } from '../database/column-types.js';
import type { EventType } from '../events/event-types.js';

/** A person did it, the receiver said 410 Gone, or it failed for days. */
export type DisabledBecause = 'person' | 'gone' | 'failing';

/** Where events of a tenant, or of one of its apps, are sent to. */
@Entity('webhook')
@Index('webhook_tenant', ['tenantId', 'id'])
export class Webhook {
  @PrimaryColumn({ type: 'varchar', length: 40 })
  id!: string;

  @Column({ type: 'varchar', length: 40 })
  tenantId!: string;

  /** Null: all events of the tenant. */
  @Column({ type: 'varchar', length: 40, nullable: true })
  appId!: string | null;

  @Column({ type: 'text' })
  url!: string;

  @Column({ type: 'text' })
  description!: string;

  /** Empty: all types but those of lifecycle events. */
  @Column(jsonColumn())
  types!: EventType[];

  @Column(instantColumn({ nullable: true }))
  disabledAt!: Date | null;

  @Column({ type: 'varchar', length: 20, nullable: true })
  disabledBecause!: DisabledBecause | null;

  /** Since when no attempt succeeded; null while they do. */
  @Column(instantColumn({ nullable: true }))
  failingSince!: Date | null;

  /** Sealed for `secretGeneration`. */
  @Column({ type: 'text' })
  sealedSecret!: string;

  @Column({ type: 'int' })
  secretGeneration!: number;

  /** The secret before, sealed for the generation before; it signs too until `previousUntil`. */
  @Column({ type: 'text', nullable: true })
  sealedPrevious!: string | null;

  @Column(instantColumn({ nullable: true }))
  previousUntil!: Date | null;

  /** Rises with what people change. */
  @Column({ type: 'int' })
  revision!: number;

  @Column(instantColumn())
  createdAt!: Date;

  @Column(instantColumn())
  changedAt!: Date;
}
