import { IsIn } from 'class-validator';
import { PageQuery } from '../../api/page.dto.js';
import { MayBeAbsent } from '../../api/requests/optional.validator.js';
import { DELIVERY_STATES, type DeliveryState, type WebhookDelivery } from './webhook-delivery.entity.js';

export class ListDeliveriesQuery extends PageQuery {
  /** Only those that are pending, delivered or failed. */
  @MayBeAbsent()
  @IsIn(DELIVERY_STATES)
  state?: DeliveryState;
}

export class AttemptErrorView {
  code!: string;
  message!: string;
}

export class DeliveryAttemptView {
  /** ISO 8601, UTC. */
  at!: string;
  durationMs!: number;
  /** Of the answer; absent when none came. What the receiver said besides is not kept. */
  status?: number;
  /** Why no answer came. */
  error?: AttemptErrorView;
}

export class DeliveryView {
  id!: string;
  /** What the receiver gets as `webhook-id`. */
  eventId!: string;
  eventType!: string;
  /** pending, delivered or failed. */
  state!: DeliveryState;
  /** The latest twenty, oldest first. */
  attempts!: DeliveryAttemptView[];
  /** Absent when there will be none. */
  nextAttemptAt?: Date;
  createdAt!: Date;
  endedAt?: Date;

  static of(this: void, delivery: WebhookDelivery): DeliveryView {
    const { id, eventId, eventType, state, attempts, dueAt, createdAt, endedAt } = delivery;
    return Object.assign(new DeliveryView(), {
      id,
      eventId,
      eventType,
      state,
      attempts,
      ...(dueAt === null ? {} : { nextAttemptAt: dueAt }),
      createdAt,
      ...(endedAt === null ? {} : { endedAt }),
    });
  }
}

export class DeliveryPage {
  items!: DeliveryView[];
  /** Absent on the last page. */
  nextCursor?: string;
}
