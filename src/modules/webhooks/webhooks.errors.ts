import { BrokerError } from '../../kernel/broker.error.js';

export const webhookNotFound = (webhookId: string) =>
  new BrokerError({
    code: 'webhook-not-found',
    remedy: 'fix-request',
    status: 404,
    message: 'There is no webhook with this id.',
    facts: { webhookId },
  });

export const deliveryNotFound = (deliveryId: string) =>
  new BrokerError({
    code: 'delivery-not-found',
    remedy: 'fix-request',
    status: 404,
    message: 'There is no delivery with this id in the log of this webhook.',
    facts: { deliveryId },
  });

export const webhookUrlRefused = (reason: string, cause: unknown) =>
  new BrokerError({
    code: 'webhook-url-refused',
    remedy: 'fix-request',
    status: 400,
    message: `Events cannot be sent to this address: ${reason}`,
    facts: { field: 'url' },
    cause,
  });

export const tooManyWebhooks = (limit: number) =>
  new BrokerError({
    code: 'too-many-webhooks',
    remedy: 'fix-request',
    status: 409,
    message: `A tenant has at most ${limit} webhooks. Remove one, or let one receiver hand events on.`,
    facts: { limit },
  });

export const webhookChangedMeanwhile = () =>
  new BrokerError({
    code: 'webhook-changed-meanwhile',
    remedy: 'fix-request',
    status: 409,
    message: 'Somebody changed this webhook in the same moment. Read it again, then repeat the change.',
  });

export const webhookIsDisabled = (webhookId: string) =>
  new BrokerError({
    code: 'webhook-is-disabled',
    remedy: 'fix-request',
    status: 409,
    message: 'This webhook is disabled. Enable it, then ask for the delivery again.',
    facts: { webhookId },
  });

export const deliveryUnderWay = (deliveryId: string) =>
  new BrokerError({
    code: 'delivery-under-way',
    remedy: 'wait',
    status: 409,
    message: 'This delivery waits for its next attempt or is being made. Wait until it has ended.',
    facts: { deliveryId },
    retryAfterMs: 15_000,
  });

export const receiverBusy = () =>
  new BrokerError({
    code: 'receiver-busy',
    remedy: 'wait',
    status: 409,
    message: 'Other deliveries to this host are under way and take their time. Try again shortly.',
    retryAfterMs: 15_000,
  });
