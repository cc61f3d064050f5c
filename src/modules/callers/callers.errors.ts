import { BrokerError } from '../../kernel/broker.error.js';
import type { Right } from './rights.js';

const REASONS = {
  missing: 'Sign in, or send the header "Authorization: Bearer lk_..." with a key.',
  unknown: 'This key is not known. Check that it was copied whole.',
  revoked: 'This key was revoked. Ask a tenant admin for a new one.',
  expired: 'This key has expired. Ask a tenant admin for a new one.',
  'session-ended': 'This session has ended. Sign in again.',
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

export const csrfTokenMissing = () =>
  new BrokerError({
    code: 'csrf-token-missing',
    remedy: 'fix-request',
    status: 403,
    message:
      'A change by a signed-in user needs the header X-CSRF-Token with the csrfToken of GET /v1/session. Load the page again.',
  });

export const foreignPage = () =>
  new BrokerError({
    code: 'foreign-page',
    remedy: 'fix-request',
    status: 403,
    message: 'This request was sent by a page of another site. Open Latchkey itself and try again.',
  });

export const rightMissing = (right: Right, appId?: string) =>
  new BrokerError({
    code: 'right-missing',
    remedy: 'fix-request',
    status: 403,
    message: `The right "${right}" is missing here. Use a key or an account that has it, or ask a tenant admin.`,
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
    message:
      'This belongs to a tenant, and the platform operator belongs to none. Use a key or an account of the tenant.',
  });

export const keyNotFound = (keyId: string) =>
  new BrokerError({
    code: 'key-not-found',
    remedy: 'fix-request',
    status: 404,
    message: 'There is no key with this id.',
    facts: { keyId },
  });
