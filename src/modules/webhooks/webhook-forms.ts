import { Injectable } from '@nestjs/common';
import { ConnectorsService } from '../../connectors/connectors.service.js';
import { BrokerError } from '../../kernel/broker.error.js';
import { Clock } from '../../kernel/clock.js';
import { newId } from '../../kernel/ids.js';
import type { Secret } from '../../kernel/secret.js';
import type { EventType } from '../events/event-types.js';
import type { Webhook } from './webhook.entity.js';
import { WebhookSecrets } from './webhook-secrets.js';
import { webhookUrlRefused } from './webhooks.errors.js';
import type { WebhookChange } from './webhooks.repository.js';

/** What people say of a webhook. */
export interface WebhookWish {
  readonly url?: string;
  readonly types?: readonly EventType[];
  readonly description?: string;
  readonly enabled?: boolean;
}

export interface WebhookWithSecret {
  readonly webhook: Webhook;
  /** For the one answer that shows it. */
  readonly secret: Secret;
}

export type NewWebhook = WebhookWish & { readonly url: string; readonly appId?: string };

/** Turns what people say of a webhook into its columns. */
@Injectable()
export class WebhookForms {
  constructor(
    private readonly connectors: ConnectorsService,
    private readonly secrets: WebhookSecrets,
    private readonly clock: Clock,
  ) {}

  /** A new webhook, not stored yet. @throws webhook-url-refused */
  async make(tenantId: string, wish: NewWebhook): Promise<WebhookWithSecret> {
    const blank = this.blank(tenantId, wish);
    const { secret, sealed } = await this.secrets.make(blank, blank.secretGeneration);
    return { secret, webhook: { ...blank, sealedSecret: sealed } };
  }

  private blank(tenantId: string, wish: NewWebhook): Omit<Webhook, 'sealedSecret'> {
    const now = this.clock.now();
    return {
      id: newId('webhook'),
      tenantId,
      appId: wish.appId ?? null,
      description: '',
      types: [],
      disabledAt: null,
      disabledBecause: null,
      failingSince: null,
      secretGeneration: 1,
      sealedPrevious: null,
      previousUntil: null,
      revision: 1,
      createdAt: now,
      ...this.change(wish),
      url: this.checked(wish.url),
      changedAt: now,
    };
  }

  /** @throws webhook-url-refused */
  change({ url, types, description, enabled }: WebhookWish): WebhookChange {
    return {
      ...(url === undefined ? {} : { url: this.checked(url) }),
      ...(types === undefined ? {} : { types: [...new Set(types)] }),
      ...(description === undefined ? {} : { description }),
      ...(enabled === undefined ? {} : this.switched(enabled)),
      changedAt: this.clock.now(),
    };
  }

  /** Enabled again, it has its days of failure before it. */
  private switched(enabled: boolean): WebhookChange {
    if (enabled) return { disabledAt: null, disabledBecause: null, failingSince: null };
    return { disabledAt: this.clock.now(), disabledBecause: 'person' };
  }

  private checked(url: string): string {
    try {
      this.connectors.hostOf(url);
      return url;
    } catch (error) {
      if (error instanceof BrokerError) throw webhookUrlRefused(error.message, error);
      throw error;
    }
  }
}
