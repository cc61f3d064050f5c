import { BrokerError } from '../../kernel/broker.error.js';

export const tenantNotFound = (tenantId: string) =>
  new BrokerError({
    code: 'tenant-not-found',
    remedy: 'fix-request',
    status: 404,
    message: 'There is no tenant with this id.',
    facts: { tenantId },
  });

export const tenantNameTaken = (name: string) =>
  new BrokerError({
    code: 'tenant-name-taken',
    remedy: 'fix-request',
    status: 409,
    message: `There is a tenant named "${name}" already. Names are compared without regard to case.`,
    facts: { name },
  });

export const nameNotRepeated = (what: string) =>
  new BrokerError({
    code: 'name-not-repeated',
    remedy: 'fix-request',
    status: 400,
    message: `This cannot be undone. Repeat the name of the ${what}, exactly as it is shown, in the query parameter "name".`,
  });

export const tenantIdNeeded = () =>
  new BrokerError({
    code: 'tenant-id-needed',
    remedy: 'fix-request',
    status: 400,
    message: 'The operator says whose data key is to be rotated: add tenantId.',
  });
