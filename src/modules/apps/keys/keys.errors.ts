import { BrokerError } from '../../../kernel/broker.error.js';
import type { Right } from '../../callers/rights.js';

export const rightsNotHeld = (rights: readonly Right[]) =>
  new BrokerError({
    code: 'rights-not-held',
    remedy: 'fix-request',
    status: 403,
    message: `A key can only grant rights that it has itself. It lacks: ${rights.join(', ')}.`,
    facts: { rights },
  });

export const rightsNotOfApps = (rights: readonly Right[]) =>
  new BrokerError({
    code: 'rights-not-of-apps',
    remedy: 'fix-request',
    status: 400,
    message: `A key that is bound to an app cannot have rights in the whole tenant: ${rights.join(', ')}.`,
    facts: { rights },
  });

export const keyEndsTooEarly = () =>
  new BrokerError({
    code: 'expiry-in-the-past',
    remedy: 'fix-request',
    status: 400,
    message: 'The key would have expired already. Choose an expiry in the future.',
  });

export const keyOutlivesCreator = (expiresAt: Date) =>
  new BrokerError({
    code: 'key-outlives-creator',
    remedy: 'fix-request',
    status: 403,
    message: `A key cannot outlive the key that makes it, which expires at ${expiresAt.toISOString()}.`,
    facts: { expiresAt: expiresAt.toISOString() },
  });
