import { BrokerError } from '../../kernel/broker.error.js';
import type { Right } from './rights.js';

const REASONS = {
  missing: 'The request carries no key. Send the header "Authorization: Bearer lk_...".',
  unknown: 'This key is not known. Check that it was copied whole.',
  revoked: 'This key was revoked. Ask a tenant admin for a new one.',
  expired: 'This key has expired. Ask a tenant admin for a new one.',
} as const;
export type UnauthenticatedReason = keyof typeof REASONS;

export const unauthenticated = (reason: UnauthenticatedReason) =>
  new BrokerError({
    code: 'unauthenticated',
    remedy: 'fix-request',
    status: 401,
    message: REASONS[reason],
    facts: { reason },
  });

export const tooManyFailures = (retryAfterMs: number) =>
  new BrokerError({
    code: 'too-many-failures',
    remedy: 'wait',
    status: 429,
    message: 'Too many requests with a wrong key came from this address. Correct the key and try again later.',
    retryAfterMs,
  });

export const rightMissing = (right: Right, appId?: string) =>
  new BrokerError({
    code: 'right-missing',
    remedy: 'fix-request',
    status: 403,
    message: `This key lacks the right "${right}" here. Use a key that has it, or ask a tenant admin.`,
    facts: { right, appId },
  });

export const operatorOnly = () =>
  new BrokerError({
    code: 'operator-only',
    remedy: 'fix-request',
    status: 403,
    message: 'Only the platform operator may do this. Use the key of LATCHKEY_OPERATOR_KEY.',
  });

export const tenantCallerOnly = () =>
  new BrokerError({
    code: 'tenant-caller-only',
    remedy: 'fix-request',
    status: 403,
    message: 'This belongs to a tenant, and the platform operator belongs to none. Use a key of the tenant.',
  });

export const keyNotFound = (keyId: string) =>
  new BrokerError({
    code: 'key-not-found',
    remedy: 'fix-request',
    status: 404,
    message: 'There is no key with this id.',
    facts: { keyId },
  });
