import {
  ArrayMaxSize,
  IsArray,
  IsBoolean,
  IsIn,
  IsInt,
  IsString,
  Max,
  MaxLength,
  Min,
  MinLength,
} from 'class-validator';
import { MayBeAbsent } from '../api/requests/optional.validator.js';
import { EVENT_TYPE_NAMES, type EventType } from '../events/event-types.js';
import type { Webhook } from './webhook.entity.js';
import type { WebhookWithSecret } from './webhook-forms.js';

const MOST_URL = 2_000;

class WebhookRequest {
  /** Only events of these types; empty for all but the lifecycle events of runs, which have to be named. */
  @MayBeAbsent()
  @IsArray()
  @ArrayMaxSize(EVENT_TYPE_NAMES.length)
  @IsIn(EVENT_TYPE_NAMES, { each: true })
  types?: EventType[];

  @MayBeAbsent()
  @IsString()
  @MaxLength(500)
  description?: string;

  /** Disabling ends the deliveries that are under way; what happens meanwhile is not sent later. */
  @MayBeAbsent()
  @IsBoolean()
  enabled?: boolean;
}

export class ChangeWebhookRequest extends WebhookRequest {
  /** Where events are sent to; https, unless the operator allowed the host as a private one. */
  @MayBeAbsent()
  @IsString()
  @MinLength(1)
  @MaxLength(MOST_URL)
  url?: string;
}

export class CreateWebhookRequest extends WebhookRequest {
  /** Where events are sent to; https, unless the operator allowed the host as a private one. */
  @IsString()
  @MinLength(1)
  @MaxLength(MOST_URL)
  url!: string;

  /** Only events of this app; otherwise all of the tenant, those of its apps included. */
  @MayBeAbsent()
  @IsString()
  @MaxLength(64)
  appId?: string;
}

export class RotateSecretRequest {
  /** How many hours the secret before signs as well: 0 to 168, usually 24. */
  @MayBeAbsent()
  @IsInt()
  @Min(0)
  @Max(168)
  overlapHours?: number;
}

export class WebhookView {
  id!: string;
  /** Absent for a webhook of the whole tenant. */
  appId?: string;
  url!: string;
  description!: string;
  /** Empty: all but the lifecycle events of runs. */
  types!: EventType[];
  enabled!: boolean;
  disabledAt?: Date;
  /** person, gone (its receiver said 410) or failing (for days). */
  disabledBecause?: string;
  /** Since when no attempt succeeded; absent while they do. */
  failingSince?: Date;
  /** Until when the secret before signs too. */
  previousSecretUntil?: Date;
  createdAt!: Date;
  changedAt!: Date;

  static of(this: void, webhook: Webhook): WebhookView {
    const { id, url, description, types, createdAt, changedAt } = webhook;
    const optional = {
      appId: webhook.appId,
      disabledAt: webhook.disabledAt,
      disabledBecause: webhook.disabledBecause,
      failingSince: webhook.failingSince,
      previousSecretUntil: webhook.previousUntil,
    };
    const present = Object.fromEntries(Object.entries(optional).filter(([, value]) => value !== null));
    const enabled = webhook.disabledAt === null;
    return Object.assign(new WebhookView(), { id, url, description, types, enabled, createdAt, changedAt, ...present });
  }
}

export class WebhookSecretView {
  webhook!: WebhookView;
  /** `whsec_...`: verifies what is sent. Shown in this answer only. */
  secret!: string;

  static of({ webhook, secret }: WebhookWithSecret): WebhookSecretView {
    return { webhook: WebhookView.of(webhook), secret: secret.reveal('to show it once') };
  }
}

export class WebhookPage {
  items!: WebhookView[];
  /** Absent on the last page. */
  nextCursor?: string;
}
