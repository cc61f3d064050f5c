import { BrokerError } from '../../kernel/broker.error.js';
import type { AccessToken } from './access-token.entity.js';
import { disabledReasonOf } from './states/shown-state.js';

/** Also the answer for a token of somebody else. */
export const tokenNotFound = (name: string) =>
  new BrokerError({
    code: 'token-not-found',
    remedy: 'configure',
    status: 404,
    message: `There is no access token "${name}" here. Create it, or correct the name.`,
    facts: { token: name },
  });

export const tokenNameTaken = (name: string, scope: 'global' | 'app') =>
  new BrokerError({
    code: 'token-name-taken',
    remedy: 'fix-request',
    status: 409,
    message:
      scope === 'global'
        ? `A global access token is called "${name}" already. Names do not differ by case.`
        : `This app has an access token "${name}" already. Names do not differ by case.`,
    facts: { path: 'name' },
  });

export const tokenInUse = (name: string, uses: readonly object[]) =>
  new BrokerError({
    code: 'token-in-use',
    remedy: 'fix-request',
    status: 409,
    message: `"${name}" is in use. Remove the uses, or repeat with force=true: runs that need it will then park.`,
    facts: { uses: uses.map((use) => ({ ...use })) },
  });

export const renewalRateUnknown = (rates: readonly string[]) =>
  new BrokerError({
    code: 'renewal-rate-unknown',
    remedy: 'fix-request',
    status: 400,
    message: `This connection renews at one of: ${rates.join(', ')}.`,
    facts: { path: 'renewalRate', rates },
  });

export const tokenChangedMeanwhile = (name: string) =>
  new BrokerError({
    code: 'token-changed-meanwhile',
    remedy: 'fix-request',
    status: 409,
    message: `"${name}" was changed by somebody else meanwhile. Read it again and repeat.`,
  });

export const tokenRenewing = () =>
  new BrokerError({
    code: 'token-renewing',
    remedy: 'wait',
    status: 409,
    message: 'This access token is being renewed right now. Repeat the change in a moment.',
    retryAfterMs: 5_000,
  });

/** An admin switched it off; whoever needs it waits until it is enabled again. */
export const tokenDisabled = (token: AccessToken) =>
  new BrokerError({
    code: 'token-disabled',
    remedy: 'configure',
    status: 409,
    message: `The access token "${token.name}" is disabled: ${disabledReasonOf(token).message} Enable it, and whatever waits for it goes on.`,
    facts: { token: token.name, since: disabledReasonOf(token).since.toISOString(), by: token.disabledBy ?? '' },
  });
