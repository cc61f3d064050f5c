import { BrokerError } from '../../../kernel/broker.error.js';

export const multipartUnreadable = (reason: string) =>
  new BrokerError({
    code: 'multipart-unreadable',
    remedy: 'fix-request',
    status: 400,
    message: `The multipart request cannot be read: ${reason}. Send the fields token and with, then the file under the name of its input.`,
  });
