import { BrokerError } from '../../kernel/broker.error.js';

export const runNotListening = (type: string) =>
  new BrokerError({
    code: 'run-not-listening',
    remedy: 'fix-request',
    status: 409,
    message: `No task of the run listens for an event of type ${type}: send it again when one does.`,
    facts: { eventType: type },
  });
