import { BrokerError } from '../../kernel/broker.error.js';

export const runNotListening = (type: string) =>
  new BrokerError({
    code: 'run-not-listening',
    remedy: 'fix-request',
    status: 409,
    message: `No task of the run listens for an event of type ${type}: send it again when one does.`,
    facts: { eventType: type },
  });

export const eventLineFull = (most: number) =>
  new BrokerError({
    code: 'event-line-full',
    remedy: 'wait',
    status: 429,
    message: `The run has not taken the last ${most} events that it was told. Send this one again when it goes on: its status and \`waits\` show what keeps it.`,
    facts: { most },
  });
