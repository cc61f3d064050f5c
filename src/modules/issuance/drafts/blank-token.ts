import type { AccessToken } from '../../tokens/access-token.entity.js';
import type { TokenDraft } from './token-draft.entity.js';

/** A token before its first generation: whatever comes of the draft's values is still to be computed. */
export function blankToken(
  { tenantId, scopeKey, connector, method, definition }: TokenDraft,
  id: string,
  now: Date,
): Omit<AccessToken, ComesOfDraft> {
  return {
    id,
    tenantId,
    scopeKey,
    connector,
    method,
    definition,
    generation: 0,
    revision: 1,
    plainFields: {},
    secretKeys: [],
    sealedFields: '',
    sealedIssued: null,
    issuedAt: null,
    expiresAt: null,
    lastRenewalAt: null,
    lastFailureAt: null,
    leaseHolder: null,
    leaseUntil: null,
    fence: 0,
    hasRefreshToken: null,
    grantKey: null,
    certificateExpiresAt: null,
    disabledAt: null,
    disabledBy: null,
    disabledReason: null,
    needsPersonAt: null,
    needsPersonCause: null,
    nextNoticeAt: null,
    notices: null,
    createdAt: now,
    changedAt: now,
  };
}

type ComesOfDraft =
  | 'name'
  | 'nameFolded'
  | 'description'
  | 'renewalRate'
  | 'state'
  | 'stateSince'
  | 'stateReason'
  | 'account'
  | 'provedAt'
  | 'provedBy'
  | 'consentedAt'
  | 'keepAlive'
  | 'credentialExpiresAt'
  | 'remindDays'
  | 'reminderContact'
  | 'nextRenewalAt'
  | 'failures'
  | 'retryAt'
  | 'secretsChangedAt';
