import { BrokerError } from '../../../kernel/broker.error.js';

export const multipartUnreadable = (reason: string) =>
  new BrokerError({
    code: 'multipart-unreadable',
    remedy: 'fix-request',
    status: 400,
    message: `The multipart request cannot be read: ${reason}. Send the fields token and with, then the file under the name of its input.`,
  });

export const fileNotGiven = (call: string) =>
  new BrokerError({
    code: 'file-not-given',
    remedy: 'fix-request',
    status: 422,
    message: `This file of ${call.slice(0, 200)} is not one that an action of this app gave, or was altered since. Let a step of the process read it.`,
    facts: { call: call.slice(0, 200) },
  });
