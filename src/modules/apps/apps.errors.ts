import { BrokerError } from '../../kernel/broker.error.js';

export const appNotFound = (appId: string) =>
  new BrokerError({
    code: 'app-not-found',
    remedy: 'fix-request',
    status: 404,
    message: 'There is no app with this id.',
    facts: { appId },
  });

export const appNameTaken = (name: string) =>
  new BrokerError({
    code: 'app-name-taken',
    remedy: 'fix-request',
    status: 409,
    message: `There is an app named "${name}" already. Names are compared without regard to case.`,
    facts: { name },
  });

export const appDeletionOff = () =>
  new BrokerError({
    code: 'app-deletion-off',
    remedy: 'configure',
    status: 409,
    message:
      'Deleting apps is switched off in this tenant. A tenant admin can switch it on with the setting allowAppDeletion.',
  });
