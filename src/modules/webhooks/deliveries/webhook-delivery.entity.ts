import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import { instantColumn, jsonColumn } from '../../database/column-types.js';
import type { EventType } from '../../events/event-types.js';

export const DELIVERY_STATES = ['pending', 'delivered', 'failed'] as const;
export type DeliveryState = (typeof DELIVERY_STATES)[number];

/** One attempt as the log shows it. What the receiver answered is not kept: it may hold anything. */
export interface DeliveryAttempt {
  readonly at: string;
  readonly durationMs: number;
  /** The status of the answer; absent when none came. */
  readonly status?: number;
  /** Why none came, in our words. */
  readonly error?: { readonly code: string; readonly message: string };
}

/** One event on its way to one webhook. */
@Entity('webhook_delivery')
@Index('webhook_delivery_event', ['webhookId', 'eventId'], { unique: true })
@Index('webhook_delivery_log', ['webhookId', 'id'])
@Index('webhook_delivery_due', ['dueAt'])
@Index('webhook_delivery_age', ['createdAt'])
export class WebhookDelivery {
  @PrimaryColumn({ type: 'varchar', length: 40 })
  id!: string;

  @Column({ type: 'varchar', length: 40 })
  tenantId!: string;

  @Column({ type: 'varchar', length: 40 })
  webhookId!: string;

  @Column({ type: 'varchar', length: 40 })
  eventId!: string;

  @Column({ type: 'varchar', length: 64 })
  eventType!: EventType;

  /** Where it goes; hosts share nothing, so a slow one keeps no other waiting. */
  @Column({ type: 'varchar', length: 253 })
  host!: string;

  @Column({ type: 'varchar', length: 12 })
  state!: DeliveryState;

  /** The latest ones, oldest first. */
  @Column(jsonColumn())
  attempts!: DeliveryAttempt[];

  /** Attempts since it began, or since somebody asked for it again. */
  @Column({ type: 'int' })
  tries!: number;

  /** When it is tried next. Whoever claims it moves this on, so that it comes back if the process dies. */
  @Column(instantColumn({ nullable: true }))
  dueAt!: Date | null;

  /** Whose attempt is under way; an attempt that comes back too late finds another one here. */
  @Column({ type: 'varchar', length: 40, nullable: true })
  claim!: string | null;

  @Column(instantColumn())
  createdAt!: Date;

  @Column(instantColumn({ nullable: true }))
  endedAt!: Date | null;
}
