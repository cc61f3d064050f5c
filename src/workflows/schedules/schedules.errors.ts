import { BrokerError } from '../../kernel/broker.error.js';

export const noSchedule = () =>
  new BrokerError({
    code: 'process-has-no-schedule',
    remedy: 'fix-request',
    status: 409,
    message: 'The published version of this process has no schedule. Publish one that has.',
  });
