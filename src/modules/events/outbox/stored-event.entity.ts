import { Column, Entity, Index, PrimaryColumn, type ValueTransformer } from 'typeorm';
import { instantColumn } from '../../database/column-types.js';
import type { EventType } from '../event-types.js';

/** PostgreSQL hands out 64-bit numbers as text; a position stays far below 2^53. */
const wholeNumber: ValueTransformer = {
  to: (value: unknown) => value,
  from: (value: unknown) => (typeof value === 'string' ? Number(value) : value),
};

/** One event in the outbox, written with the change that it tells of. */
@Entity('stored_event')
@Index('stored_event_position', ['position'], { unique: true })
@Index('stored_event_tenant', ['tenantId', 'position'])
@Index('stored_event_house', ['tenantId', 'position'], { where: `"subjectKind" <> 'run'` })
@Index('stored_event_at', ['at'])
export class StoredEvent {
  @PrimaryColumn({ type: 'varchar', length: 40 })
  id!: string;

  @Column({ type: 'varchar', length: 40 })
  tenantId!: string;

  @Column({ type: 'varchar', length: 40, nullable: true })
  appId!: string | null;

  @Column({ type: 'varchar', length: 64 })
  type!: EventType;

  @Column({ type: 'varchar', length: 32 })
  subjectKind!: string;

  @Column({ type: 'varchar', length: 100 })
  subjectId!: string;

  @Column({ type: 'varchar', length: 200 })
  subjectName!: string;

  @Column({ type: 'int', nullable: true })
  generation!: number | null;

  /** JSON. */
  @Column({ type: 'text' })
  data!: string;

  @Column(instantColumn())
  at!: Date;

  /**
   * Its place in the one order in which everybody reads; null until the relay has seen it. Given out one batch at a
   * time after the commit, so a reader that has seen a position has seen all before it.
   */
  @Column({ type: 'bigint', nullable: true, transformer: wholeNumber })
  position!: number | null;
}

/** The one row that holds the last position; its lock lets one replica give out positions at a time. */
@Entity('event_head')
export class EventHead {
  @PrimaryColumn({ type: 'int' })
  id!: number;

  @Column({ type: 'bigint', transformer: wholeNumber })
  position!: number;
}

/** The id of that row. */
export const EVENT_HEAD = 1;

/** An event with its place. */
export type PlacedEvent = StoredEvent & { readonly position: number };
