import { BrokerError } from '../../kernel/broker.error.js';

export const stepOutputSecret = () =>
  new BrokerError({
    code: 'step-output-secret',
    remedy: 'fix-request',
    status: 422,
    message: 'The answer repeats the credential it was asked with, so it is not kept. Ask for something else.',
  });

export const tokenSpent = (name: string, httpStatus: number) =>
  new BrokerError({
    code: 'token-spent',
    remedy: 'reconnect',
    status: 502,
    message: `The vendor refuses the access token "${name}", and it could not be renewed. Somebody has to reconnect it.`,
    facts: { token: name, httpStatus, sent: true },
  });

export const addressUnusable = () =>
  new BrokerError({
    code: 'address-unusable',
    remedy: 'fix-request',
    status: 422,
    message: 'Without an access token the endpoint must be an absolute http or https address.',
  });

export const headerReserved = (header: string) =>
  new BrokerError({
    code: 'header-reserved',
    remedy: 'fix-request',
    status: 422,
    message: `The header "${header}" cannot be set by a process: credentials come from access tokens.`,
    facts: { header },
  });
