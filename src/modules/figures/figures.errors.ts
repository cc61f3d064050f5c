import { BrokerError } from '../../kernel/broker.error.js';

export const badSpan = (message: string) =>
  new BrokerError({ code: 'bad-span', remedy: 'fix-request', status: 400, message });
