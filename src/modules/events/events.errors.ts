import { BrokerError } from '../../kernel/broker.error.js';

export const nothingToSee = () =>
  new BrokerError({
    code: 'right-missing',
    remedy: 'fix-request',
    status: 403,
    message:
      'This key has no right by which it would see any event. Use a key that designs or manages, or ask an admin.',
  });

export const tooManyStreams = (limit: number) =>
  new BrokerError({
    code: 'too-many-streams',
    remedy: 'wait',
    status: 429,
    message: `This key listens ${limit} times already. End a stream, or share one.`,
    facts: { limit },
    retryAfterMs: 10_000,
  });

export const streamsFull = () =>
  new BrokerError({
    code: 'streams-full',
    remedy: 'wait',
    status: 503,
    message: 'This server has as many listeners as it can serve. Try again shortly.',
    retryAfterMs: 10_000,
  });
