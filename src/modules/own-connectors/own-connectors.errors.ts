import { BrokerError } from '../../kernel/broker.error.js';
import type { OwnConnectorUser } from './own-connector-users.js';

const refused = (code: string, status: number, message: string) =>
  new BrokerError({ code, remedy: 'fix-request', status, message });

/** Also for one of another tenant. */
export const ownConnectorNotFound = () =>
  refused('own-connector-not-found', 404, 'This tenant has no connector of its own with this key.');

export const ownConnectorTaken = (key: string) =>
  refused(
    'own-connector-taken',
    409,
    `This tenant has a connector "${key}" already. Change that one, or choose another key.`,
  );

export const ownConnectorKeyFixed = () =>
  refused(
    'own-connector-key-fixed',
    422,
    'The key in the definition must be the key in the address: tokens are known by it.',
  );

export const ownConnectorChangedMeanwhile = () =>
  refused('own-connector-changed-meanwhile', 409, 'The connector was changed meanwhile. Read it again and repeat.');

export const tooManyOwnConnectors = (most: number) =>
  refused(
    'too-many-own-connectors',
    409,
    `A tenant may have ${most} connectors of its own. Remove one that nobody needs.`,
  );

export const ownConnectorInUse = (key: string, tokens: readonly OwnConnectorUser[]) =>
  new BrokerError({
    code: 'own-connector-in-use',
    remedy: 'fix-request',
    status: 409,
    message: `Access tokens were made with "${key}". Remove them, or repeat with force=true: they go on as they are.`,
    facts: { tokens: tokens.map((token) => ({ ...token })) },
  });
