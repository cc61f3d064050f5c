import { Injectable } from '@nestjs/common';
import { ConnectorsService } from '../../../connectors/connectors.service.js';
import type { CancelSignal } from '../../../connectors/contract/vendor-exchange.js';
import { BrokerError } from '../../../kernel/broker.error.js';
import { Clock } from '../../../kernel/clock.js';
import { isLifecycle } from '../../events/lifecycle-types.js';
import { EventPayloads } from '../../events/log/event-payloads.js';
import type { StoredEvent } from '../../events/outbox/stored-event.entity.js';
import type { Webhook } from '../webhook.entity.js';
import { WebhookSecrets } from '../webhook-secrets.js';
import type { DeliveryAttempt } from './webhook-delivery.entity.js';

/** For the whole exchange; the specification recommends 15 to 30 seconds. */
const DEADLINE = 15_000;

/** Structured mode of the HTTP binding of CloudEvents, which the specification of workflows recommends. */
const CLOUD_EVENT = 'application/cloudevents+json';

export interface AttemptResult {
  readonly attempt: DeliveryAttempt;
  /** `gone`: the receiver wants nothing more. `cancelled`: this process ends; it is not the receiver's fault. */
  readonly outcome: 'delivered' | 'failed' | 'gone' | 'cancelled';
  readonly retryAfterMs?: number;
}

/** Signs one event and sends it once. */
@Injectable()
export class AttemptDelivery {
  constructor(
    private readonly connectors: ConnectorsService,
    private readonly secrets: WebhookSecrets,
    private readonly payloads: EventPayloads,
    private readonly clock: Clock,
  ) {}

  async attempt(webhook: Webhook, event: StoredEvent, signal: CancelSignal): Promise<AttemptResult> {
    const at = this.clock.now();
    const startedAt = performance.now();
    const made = () => ({ at: at.toISOString(), durationMs: Math.round(performance.now() - startedAt) });
    try {
      const { status, retryAfterMs } = await this.send(webhook, event, { at, signal });
      const attempt = { ...made(), status };
      return { attempt, outcome: outcomeOf(status), ...(retryAfterMs === undefined ? {} : { retryAfterMs }) };
    } catch (error) {
      const { code, message } = error instanceof BrokerError ? error : { code: 'not-sent', message: 'Not sent.' };
      return { attempt: { ...made(), error: { code, message } }, outcome: signal.aborted ? 'cancelled' : 'failed' };
    }
  }

  private async send(webhook: Webhook, event: StoredEvent, { at, signal }: { at: Date; signal: CancelSignal }) {
    const body = JSON.stringify(this.payloads.of(event));
    const { id } = event;
    const headers = {
      'content-type': isLifecycle(event.type) ? CLOUD_EVENT : 'application/json',
      'webhook-id': id,
      'webhook-timestamp': String(Math.floor(at.getTime() / 1_000)),
      'webhook-signature': await this.secrets.sign(webhook, { id, at, body }),
    };
    return this.connectors.notify({ url: webhook.url, headers, body, deadlineMs: DEADLINE, signal });
  }
}

function outcomeOf(status: number): AttemptResult['outcome'] {
  if (status === 410) return 'gone';
  return status >= 200 && status < 300 ? 'delivered' : 'failed';
}
