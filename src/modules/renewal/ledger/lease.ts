import type { EntityManager } from 'typeorm';
import type { NewAlert } from '../../alerts/alerts.service.js';
import type { AuditEntry } from '../../audit/audit-entry.js';
import type { AccessToken } from '../../tokens/access-token.entity.js';
import type { StateReason } from '../../tokens/token-state.js';
import type { TokenChange } from '../../tokens/tokens.repository.js';
import type { AttemptOutcome, RenewalTrigger } from '../renewal-attempt.entity.js';

export interface LeaseRequest {
  readonly token: AccessToken;
  readonly trigger: RenewalTrigger;
  readonly holder: string;
  /** Longer than the vendor's deadline; milliseconds. */
  readonly forMs: number;
  /** Which refresh token is to be sent; null when none is. */
  readonly refreshFingerprint: string | null;
}

/** The right to renew one generation of one token, once. */
export interface Lease {
  /** As it was when the lease was taken. */
  readonly token: AccessToken;
  readonly fence: number;
  readonly attemptId: string;
  readonly trigger: RenewalTrigger;
  readonly refreshFingerprint: string | null;
  readonly startedAt: Date;
  /** Since when the vendor owes an answer for this very refresh token; absent when it owes none. */
  readonly unansweredSince?: Date;
}

export interface Settlement {
  readonly outcome: AttemptOutcome;
  readonly reason?: StateReason;
  readonly change: TokenChange;
  /** Why it fails, for whoever watches; absent when a single bad day of one token is nobody's business. */
  readonly alert?: NewAlert;
  /** What else is done in the same transaction, and what the audit says instead: a person's change that renews. */
  readonly alongside?: { readonly audit: AuditEntry; run(manager: EntityManager): Promise<void> };
}

/** What is to be said of a renewal whose process died, and whether the vendor must be asked again at once. */
export interface CutOff {
  readonly settlement: Settlement;
  readonly mustRepeat: boolean;
}

/**
 * `overtaken`: the token was changed, renewed or removed by somebody else. `busy`: somebody else renews it right now,
 * and an answer of the vendor has to wait for what comes of that.
 */
export type Settled = 'stored' | 'overtaken' | 'busy';

export interface SettledLease {
  readonly lease: Lease;
  readonly settlement: Settlement;
  readonly settled: Settled;
}

const afterwards = new WeakMap<Settlement, AccessToken>();

/** The token as it is once the settlement is stored. Made once: it is told of, and handed out. */
export function settledToken({ token }: Lease, settlement: Settlement): AccessToken {
  const known = afterwards.get(settlement);
  if (known) return known;
  const settled = { ...token, ...settlement.change, leaseHolder: null, leaseUntil: null };
  afterwards.set(settlement, settled);
  return settled;
}
