import { BrokerError } from '../../kernel/broker.error.js';
import type { Right } from '../callers/rights.js';

const userError = (status: number, code: string, message: string) =>
  new BrokerError({ code, remedy: 'fix-request', status, message });

/** The same for an unknown address, a wrong password and a switched-off account: the answer tells nobody who is here. */
export const signInRefused = () =>
  userError(
    401,
    'sign-in-refused',
    'E-mail address and password do not belong together. Correct them, or ask a tenant admin for a reset link.',
  );

export const tooManySignIns = (retryAfterMs: number) =>
  new BrokerError({
    code: 'too-many-sign-ins',
    remedy: 'wait',
    status: 429,
    message:
      'Too many wrong passwords. Wait a few minutes, then try again; a reset link of a tenant admin works at once.',
    retryAfterMs,
  });

export const tenantToChoose = (tenants: readonly { readonly tenantId: string; readonly name: string }[]) =>
  new BrokerError({
    code: 'tenant-to-choose',
    remedy: 'fix-request',
    status: 409,
    message: 'This address and password open accounts of several tenants. Say which: send tenantId with them.',
    facts: { tenants: tenants.map((tenant) => ({ ...tenant })) },
  });

export const hashingBusy = () =>
  new BrokerError({
    code: 'sign-in-busy',
    remedy: 'wait',
    status: 503,
    message: 'Too many people sign in at this moment. Try again in a few seconds.',
    retryAfterMs: 3_000,
  });

export const weakPassword = (advice: string) =>
  userError(400, 'weak-password', `This password is too easy to guess. ${advice}`);

export const wrongPassword = () => userError(403, 'wrong-password', 'The present password is not this one.');

export const usersOnly = () =>
  userError(403, 'users-only', 'This belongs to a user who has signed in; a key has no session.');

export const sessionNotFound = () => userError(404, 'session-not-found', 'There is no session of yours with this id.');

export const userNotFound = (userId: string) =>
  new BrokerError({
    code: 'user-not-found',
    remedy: 'fix-request',
    status: 404,
    message: 'There is no user with this id.',
    facts: { userId },
  });

export const emailTaken = (email: string) =>
  new BrokerError({
    code: 'user-email-taken',
    remedy: 'fix-request',
    status: 409,
    message: `This tenant has a user with the address ${email} already.`,
    facts: { email },
  });

export const lastAdmin = () =>
  userError(409, 'last-admin', 'This is the last active tenant admin. Make somebody else an admin first.');

export const roleNotHeld = (rights: readonly Right[]) =>
  new BrokerError({
    code: 'role-not-held',
    remedy: 'fix-request',
    status: 403,
    message: `Nobody can give, or open, an account with rights that he lacks himself: ${rights.join(', ')}.`,
    facts: { rights },
  });

export const linkUnknown = () =>
  userError(404, 'link-unknown', 'This link is not valid. Copy it whole, or ask whoever sent it for a new one.');

export const linkUsed = () =>
  userError(410, 'link-used', 'This link was used already. Sign in, or ask a tenant admin for a new one.');

export const linkExpired = () =>
  userError(
    410,
    'link-expired',
    'This link has expired. Ask a tenant admin for a new one; the link of a first start comes new with each start.',
  );

export const linkWithdrawn = () =>
  userError(410, 'link-withdrawn', 'This link no longer counts: a newer one was made, or the account is gone.');

export const membersMissing = (members: readonly string[]) =>
  new BrokerError({
    code: 'members-missing',
    remedy: 'fix-request',
    status: 400,
    message: `This link also needs: ${members.join(', ')}.`,
    facts: { members },
  });
